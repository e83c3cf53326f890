"""What a text is written in: language, script, words, and the dictionary of both languages.

Rooms within: `numbers` (figures brought to comparable values), `sentences` (segmentation).

Read: han, identification, code, headers, variants, conversion, segmentation, traditional,
dictionary, two_sides.
Open files: code, conversion, dictionary, frequencies, han, headers, identification,
segmentation, traditional, two_sides, variants.
"""

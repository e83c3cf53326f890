"""Names that Chinese characters spell: in pinyin, or foreign ones by their sound.

Read: english_names, syllables, transliteration, spelled, learning, kernels.
Open files: english_names, spelled, syllables.
"""

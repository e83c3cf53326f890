"""Forms of words, and the normal forms in which terms are compared.

Inflection and derivation of English, pinyin of Chinese, function words of both.

Read: normal, inflection, families.
Open files: alternatives, derivation, english_words, families, inflection, normal, pinyin,
small_words.
"""

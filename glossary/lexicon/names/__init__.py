"""Names that Chinese characters spell: in pinyin, or foreign ones by their sound.

Read `english_names`, then `transliteration` and `learning`. Open files: english_names, syllables.
"""

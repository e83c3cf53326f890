"""All terms of a glossary in a running text.

Read: texts, scan, applicable, units, whole_words, occurrences, unit_kernels, trie_kernels.
Open files: applicable, occurrences, scan, texts.
"""

"""All terms of a glossary in a running text.

Read: texts, scan, units, occurrences, unit_kernels, trie_kernels.
Open files: occurrences, scan, texts.
"""

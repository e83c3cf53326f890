"""All terms of a glossary in a running text.

Read: scan, units, trie, occurrences.
Open files: occurrences, scan.
"""

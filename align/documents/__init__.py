"""Which documents belong together: pairs, translations, topics.

Room within: `events` (which documents report the same event).

Read: coverage, pairing, translations, alignments, topics, grouping, labels; records and tsv when
written out.
Open files: coverage, records, translations, tsv.
"""

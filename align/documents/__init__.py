"""Which documents belong together: pairs, translations, topics.

Rooms within: `events` (which documents report the same event), `labels` (what a topic is called).

Read: coverage, pairing, translations, alignments, topics, grouping, topic_labels; records and tsv
when written out.
Open files: alignments, coverage, pairing, records, topic_labels, translations, tsv.
"""

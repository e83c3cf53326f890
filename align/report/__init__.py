"""What a run found, as pages that need nothing else, for the person who has to trust it.

Read: page, groups, content, summary, time_map, topics, pairs, shared, naming, terms.
Open files: content, groups, page, terms.
"""

"""One self-contained page that shows what a run found, for the person who has to trust it.

Read: content, page, then one part of the page each: summary, topics, pairs, terms.
Open files: content, page, terms.
"""

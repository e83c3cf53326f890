"""Which documents report the same event: scores within and across languages, links, best partners.

Read: blocks, candidates, comparisons, links, partners.
Open files: blocks, candidates, comparisons, links, names, partners.
"""

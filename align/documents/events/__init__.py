"""Which documents report the same event: scores within and across languages, links, best partners.

Read: comparisons, links, partners.
Open files: comparisons, links, names, partners.
"""

"""Documents that come late, joined to what the last full run found (`align.project.continuation`).

Read: relations, neighbours.
Open files: relations.
"""

"""TMX files against the standard and the habits of CAT tools.

Read: rules, checker, validate.
Open files: rules, validate.
"""

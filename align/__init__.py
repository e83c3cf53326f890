"""Placeholder docstring; see the package plan."""

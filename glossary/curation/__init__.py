"""What people decided about terms.

Decisions are found in edited glossaries, kept in the project, and applied to what is extracted.

Read: decisions, applied, remarks, merge, standing; sheet, operations.
Open files: applied, decisions, merge, operations, remarks, sheet, standing.
"""

"""What was computed of terms, in the project file: tables, and the record of one entry as JSON.

Read: record, project_tables.
Open files: project_tables, record.
"""

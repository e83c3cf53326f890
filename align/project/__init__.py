"""What a run found, as values and in the project file, with analyses of the whole.

Read: findings, project_tables, counterparts, near_misses, several_names.
Open files: counterparts, findings, near_misses, project_tables, several_names.
"""

"""What a run found, as values and in the project file, with analyses of the whole.

Read: findings, run_stages, continuation, project_tables, lost_paragraphs, parallel_beads,
comparable_beads, several_names, near_misses, topic_stages, counterparts.
Open files: comparable_beads, continuation, counterparts, findings, lost_paragraphs,
parallel_beads, project_tables, run_stages, several_names, topic_stages.
"""

"""The project file, ``corpus.sqlite``: documents, sentences, search, and the state of stages.

Read: project_file, schema, concordance.
Open files: concordance, project_file, schema.
"""

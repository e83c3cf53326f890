"""The project file, ``corpus.sqlite``: documents, sentences, search, and the state of stages.

Read: project_file, documents, segmentation, schema, forms, concordance, shared.
Open files: concordance, forms, project_file, schema, segmentation, shared.
"""

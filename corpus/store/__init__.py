"""The project file, ``corpus.sqlite``: documents, sentences, search, and the state of stages.

Read: project_file, documents, segmentation, schema, forms, concordance, borders, shared.
Open files: borders, concordance, documents, forms, project_file, schema, segmentation, shared.
"""

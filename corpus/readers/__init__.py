"""Files to documents: which files there are, what each one is, and one reader per format.

Rooms within hold the readers by kind: `text`, `web`, `tables`. A new format is one module there
with ``read(origin, data, metadata)`` and one entry in the registry.

Read: sources, registry, decoding, documents, plain.
Open files: decoding, documents, plain, registry, sources.
"""

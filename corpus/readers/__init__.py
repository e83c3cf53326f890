"""Files to documents: which files there are, what each one is, and one reader per format.

Rooms within hold the readers by kind: `text`, `web`, `office`, `pdf`, `tables`, `archives`.
A new format is one module there with ``read(origin, data, metadata)`` and one row in the table of
`formats`.

Read: sources, formats, refusals, registry, decoding, documents, bilingual, wrapping, parts, plain.
Open files: bilingual, decoding, documents, formats, parts, plain, refusals, registry, sources,
wrapping.
"""

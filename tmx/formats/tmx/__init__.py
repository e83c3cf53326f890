"""TMX files: a streaming reader, a writer, and what saves broken files.

Read: read, write, parsing, regular; recover and mending for broken files.
Open files: decoding, parsing, read, recover, regular, source_target, verbatim, write.
"""

"""Readers of what office programs write: documents and slides.

Read: docx, odt, pptx.
Open files: none; the registry loads the readers by name.
"""

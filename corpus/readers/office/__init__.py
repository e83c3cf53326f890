"""Readers of what office programs write: documents and slides.

Read: docx, odt, pptx.
The registry loads the readers by name.

Open files: docx.
"""

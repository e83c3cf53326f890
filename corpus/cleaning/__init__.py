"""Page furniture: paragraphs of a document that belong to the page and not to the text.

Read: furniture, bylines, headings, patterns.
Open files: furniture, bylines.
"""

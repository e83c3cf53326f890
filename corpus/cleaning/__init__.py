"""Page furniture: paragraphs of a document that belong to the page and not to the text.

Read: furniture, headings, patterns.
Open files: furniture.
"""

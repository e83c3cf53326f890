"""Page furniture: paragraphs of a document that belong to the page and not to the text.

Read: furniture, patterns, bylines, headings, lists, endings.
Open files: furniture, bylines, lists, endings, patterns.
"""

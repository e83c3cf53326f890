"""What two texts show of each other, whether sentences, clauses or documents.

Words by the lexical model (`lexical`), length, punctuation and quotation (`surface`), and the
clauses of a sentence (`clauses`).

Read: lexical, kernels, surface, clauses.
Open files: clauses, kernels, lexical, surface.
"""

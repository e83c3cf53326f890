"""What two texts show of each other, whether sentences, clauses or documents.

Words by the lexical model (`lexical`), length, punctuation and quotation (`surface`), figures and
numbers of headings (`figures`), sums of money (`money`), and the clauses of a sentence (`clauses`).

Read: lexical, kernels, surface, figures, money, figure_kernels, clauses.
Open files: clauses, figure_kernels, figures, kernels, lexical, surface.
"""

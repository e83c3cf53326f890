"""Word association: which tokens of two languages go together (IBM Model 1, cross-fitted).

Open files: model1, kernels.
"""

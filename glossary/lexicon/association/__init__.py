"""Word association: which tokens of two languages go together (IBM Model 1, cross-fitted).

Read: model1, kernels.
Open files: kernels, model1.
"""

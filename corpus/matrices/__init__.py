"""Sparse matrices: what of scipy's is needed, at a hundredth of its size.

Read: sparse, sparse_kernels.
Open files: sparse.
"""

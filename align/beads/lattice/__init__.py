"""The lattice of beads: a band of nodes, features of beads and borders, and the semi-Markov search.

Read: feature_kernels, view, band, search_kernels.
Open files: band, feature_kernels, paragraphs, search_kernels, view.
"""

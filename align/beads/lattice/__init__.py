"""The lattice of beads: a band of nodes, features of beads and borders, and the semi-Markov search.

Read: view, band, features, search.
Open files: band, features, paragraphs, search, view.
"""

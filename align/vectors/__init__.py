"""Evidence from outside the texts: sentence vectors, and machine translations.

Read: encoders, universal, universal_network, transformers, neighbours, files, pivot.
Open files: encoders, files, neighbours, pivot, universal.
"""

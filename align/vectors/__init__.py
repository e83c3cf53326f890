"""Evidence from outside the texts: sentence vectors, and machine translations.

Read: encoders, files, pivot.
Open files: encoders, files, pivot.
"""

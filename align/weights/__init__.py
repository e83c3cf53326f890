"""Trained models: logistic regression, a small network, and the files that hold their weights.

Read: logistic, network, stored.
Open files: logistic, stored.
"""

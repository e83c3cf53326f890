"""Which candidate pairs are terms and right: features of a pair, and logistic models over them.

Read: rankers, features, then use, places, rivals.
Open files: features, rankers.
"""

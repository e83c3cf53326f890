"""Which candidate pairs are terms and right: features of a pair, and logistic models over them.

Read: rankers, features, then use, places, rivals, kernels.
Open files: features, rankers.
"""

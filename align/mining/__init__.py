"""Mining: sentence pairs that say the same, among sentences that mostly have no counterpart.

Read: miner, retrieval, features, close_look.
Open files: features, fragments, group_kernels, lists, miner, retrieval.
"""

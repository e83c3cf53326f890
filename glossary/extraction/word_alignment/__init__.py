"""Word alignment by a hidden Markov model, and the spans that it makes translations of each other.

Read: candidates, word_prior, hmm, span_kernels, hmm_kernels.
Open files: candidates, span_kernels, word_prior.
"""

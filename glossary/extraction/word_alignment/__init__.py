"""Word alignment by a hidden Markov model, and the spans that it makes translations of each other.

Read: candidates, hmm, spans.
Open files: candidates, span_edges, spans, word_prior.
"""

"""Sentence alignment: every sentence of a parallel pair in exactly one bead.

Room within: `lattice` (the conditional random field that is searched).

Read: text_pair, collected_pair, collection, judgements, doubts, reordered, realign.
Open files: collection, doubts, judgements, realign, reordered, span_similarity, text_pair.
"""

"""The bilingual lexical model: log-likelihood ratios of words in both directions.

One model serves alignment, topics, mining and terms; no other room learns word associations.

Read: evidence, ratio_kernels, dictionary_tables, association, units, transliteration.
Open files: association, collection_tables, dictionary, dictionary_tables, evidence,
    ratio_kernels, units.
"""

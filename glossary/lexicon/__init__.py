"""The bilingual lexical model: log-likelihood ratios of words in both directions.

One model serves alignment, topics, mining and terms; no other room learns word associations.
Rooms within: `dictionary` (what CC-CEDICT and the frequency lists say), `association` (what
sentence pairs teach), `names` (which characters spell a name).

Read: evidence, ratio_kernels, units, segmentation, collection_tables.
Open files: collection_tables, evidence, ratio_kernels, segmentation.
"""

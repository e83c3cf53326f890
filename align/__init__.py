"""What says the same as what: beads, sentence pairs, document pairs, topics; and the whole run.

run_project([Path("news")], Path("out"))                  files of coverage to all outputs
align_files([(Path("a.txt"), Path("b.txt"))])             files that translate each other
align_documents([(zh_sentences, en_sentences)])           the same for sentences
mine(zh_sentences, en_sentences)                          sentence pairs among unrelated ones
relate(read_coverage([Path("news")]))                     document pairs and topics
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

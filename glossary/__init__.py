"""What words mean: concept entries, their files, look-up, scan, check, lexicon, extraction."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

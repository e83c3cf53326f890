"""Translation memories: TMX that every CAT tool takes, read, written, checked and searched.

for pair in tmx.pairs("memory.tmx"): ...
tmx.write("memory.tmx", (tmx.unit_from_pair(pair) for pair in pairs))
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

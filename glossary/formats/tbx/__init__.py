"""TBX, the exchange format for terminology: versions 2 and 3, read and written.

read(path) -> entries
write(path, entries, codes, version)

How statuses and evidence are said in it: `glossary.formats.tbx.categories`.
"""

from glossary.formats.tbx.read import read
from glossary.formats.tbx.write import write

__all__ = ["read", "write"]

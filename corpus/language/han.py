"""The characters of the Han script: one class for all regular expressions that look for them."""

import re

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Body of a character class, ``[{HAN}]``. What Unicode gives the script Han and Chinese text is
written with: the unified ideographs of the first plane and extension A, the compatibility ones
that old encodings bring, planes 2 and 3, which are set aside for more of them (so characters are in
it that this Python does not know yet), and the two that no block of ideographs holds: 々, which
repeats a character, and 〇, the zero of 二〇二六年. Radicals and strokes as such are not in it."""

HAN_CHARACTER = re.compile(f"[{HAN}]")
"""One of them."""

"""Lines that are code or commands, and no text of either language.

is_code("pip install saltmeter") -> True        is_code("Install the pump first") -> False

Texts about software hold such lines without fences. To tell them from short English lines
(headings, subtitles) a line must show a mark of code, and have no Chinese, no end of a sentence,
and no more function words than marks.
"""

import re

from corpus.language.han import HAN_CHARACTER
from corpus.language.identification import FUNCTION_WORDS, LATIN_WORD

_LONGEST = 300
"""Characters: longer lines are paragraphs."""
_ENDS = re.compile(r".*[A-Za-z]{2}[)\"'”’]*[.!?…]+[\"'”’)\]]*", re.DOTALL)
_COMMANDS = (
    r"(?:pip3?|npm|npx|yarn|git|apt(?:-get)?|brew|conda|docker|kubectl|curl|wget|cargo|chmod|mkdir"
    r"|ssh|scp|systemctl|uv|cd(?=\s+(?:[~/.]|\S*/))|(?:python3?|node|bash|sh)(?=\s+(?:-|\S+\.(?:py|js|sh)\b))"
    r"|(?:ls|rm|cp|mv|cat|tar|grep)(?=\s+-))"
)
_MARK = re.compile(
    rf"^\s*(?:[$%>]\s+)?(?:sudo\s+)?{_COMMANDS}\s+[\w.~/@:-]+"  # a command
    r"|^\s*\$\s+\w|^\s*>>>\s"  # a prompt
    r"|^\s*from\s+[\w.]+\s+import\s|^\s*import\s+[\w.]+\s+as\s+\w+\s*$|^\s*import\s+\w+\.\w[\w.*]*;?\s*$|^\s*#include\b|^#!"
    r"|^\s*(?:async\s+)?(?:def|class|function|func|fn)\s+\w+\s*[({:<]"
    r"|^\s*(?:(?:const|let|var)\s+)?[a-z_][\w.\[\]]*\s*[+*/|-]?=\s*\S"  # an assignment
    r"|(?<=\s)--[a-z][\w-]+(?=[\s=]|$)"  # an option
    r"|&&|\|\||==|!=|\+=|\w::\w|\);?\s*$(?<=\(\)|\);)|[{}]\s*$|^\s*[{}\])]+[;,]?\s*$"
    r"|(?<![\w.(])\$(?:[a-z_]{2,}|\{)|\b[a-z]+_[a-z_]+\b"  # a variable
    r"|\b[a-z_][a-z_.]+\((?:\)|[\"']|\d+\)\s*:|\w+[.,=]\s?[\w\"']"
    r"|(?!s\)|es\))\w{1,2}\)\s*;?\s*$)"  # a call
    r"|(?<!\S)(?:~|\.{1,2})?/\w[\w.-]*(?:/[\w.-]+)+|<[a-z]+\s[a-z-]+="  # a path, a tag
)
_LOWER = re.compile(r"\s*[a-z./$~#>{}\[\]()_\"'<@]|\s*[A-Z_]+=")


def is_code(line: str) -> bool:
    """Whether a line is code or a command rather than text."""
    if len(line) > _LONGEST or HAN_CHARACTER.search(line):
        return False
    if not _LOWER.match(line) or _ENDS.fullmatch(line.strip()):
        return False
    marks = sum(1 for _ in _MARK.finditer(line))
    return marks > 0 and marks >= sum(
        word.lower() in FUNCTION_WORDS for word in LATIN_WORD.findall(line)
    )

"""What tools and people write for a status, and for yes and no.

status_from("Not recommended") is Status.FORBIDDEN
truth("√") is True
"""

import re
import unicodedata

from corpus.language.conversion import to_simplified
from glossary.entries import Status

_WORDS = {
    Status.PREFERRED: "preferred recommended standardized 首选 推荐 优先",
    Status.APPROVED: (
        "approved admitted accepted allowed confirmed final finalized validated valid reviewed "
        "translated legal regulated 批准 已批准 通过 已通过 已审核 已确认 确认 允许 可用 有效"
    ),
    Status.CANDIDATE: (
        "candidate new draft proposed provisional provisionallyprocessed pending tentative "
        "unconfirmed notapproved unapproved notreviewed inreview 候选 "
        "待定 待审核 未审核 待确认 草稿"
    ),
    Status.SUGGESTED: "suggested unprocessed 建议",
    Status.DEPRECATED: "deprecated superseded obsolete outdated retired 过时 弃用 旧称 废弃",
    Status.FORBIDDEN: (
        "forbidden prohibited banned blacklisted notrecommended notallowed donotuse avoid "
        "禁用 禁止 不推荐 不可用"
    ),
    Status.REJECTED: "rejected refused wrong invalid declined 拒绝 驳回 错误",
}
_STATUSES = {word: status for status, words in _WORDS.items() for word in words.split()}
_YES = frozenset(["yes", "y", "true", "1", "x", "√", "✓", "✔", "是", "对", "t"])
_NO = frozenset(["no", "n", "false", "0", "否", "不", "不是", "f", "×"])


def status_from(value: str) -> Status | None:
    """The status that a word of any tool says; none if it says none.

    Read with and without TBX's ``-admn-sts`` and ``Term``.
    """
    word = re.sub(r"[\s_-]", "", unicodedata.normalize("NFKC", value).lower())
    word = word.removesuffix("admnsts").removesuffix("term")
    return _STATUSES.get(word) or _STATUSES.get(to_simplified(word))


def truth(value: str) -> bool | None:
    """Whether a cell says yes; none if it says neither yes nor no. An empty one says no."""
    word = unicodedata.normalize("NFKC", value).strip().lower()
    if not word or word in _NO:
        return False
    return True if word in _YES else None

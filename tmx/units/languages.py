"""Language codes in every form that memories carry: zh, zh_TW, ZH-HANS, chi, en-US, eng.

primary(code) -> "zh" | "en" | …      the language alone, two letters for ours
normal_code(code) -> str              BCP 47: hyphens, zh-Hant, en-US
same_writing(a, b) -> bool            may a text of one code stand under the other
two_languages(a, b) -> (code, code)   in normal form, if they are two
nearest(codes, wanted, other) -> int | None    which code is meant: region, script, language
writing(code) -> "Hans" | "Hant" | ""     the script that a Chinese code names
script_said(code) -> Script | None    the same, as the script
code_in_script(code, script) -> str   the code of text that was converted
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from corpus.errors import UsageError
from corpus.model import Script

# ISO 639-2/T and /B, ISO 639-3 (Mandarin), and the English names that old tools write.
_PRIMARY = {
    "chi": "zh",
    "zho": "zh",
    "cmn": "zh",
    "chinese": "zh",
    "eng": "en",
    "english": "en",
}
ChineseScript = Literal["published", "simplified", "traditional", "taiwan", "hong-kong"]
"""What Chinese is to be written in; "published" changes nothing."""
SCRIPT_CODES = {
    "simplified": "zh-CN",
    "traditional": "zh-Hant",
    "taiwan": "zh-TW",
    "hong-kong": "zh-HK",
}
_OTHER_REGIONS = {"taiwan": frozenset({"hk", "mo"}), "hong-kong": frozenset({"tw"})}
"""Regions whose codes do not hold for text in a script; Macau writes as Hong Kong does."""
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
_SIMPLIFIED = frozenset({"hans", "cn", "sg", "my"})


@lru_cache(maxsize=1024)
def _parts(code: str) -> tuple[str, ...]:
    """Subtags in lower case, the language with two letters where it is one of ours."""
    first, *rest = code.strip().lower().replace("_", "-").split("-")
    return (_PRIMARY.get(first, first), *rest)


def primary(code: str) -> str:
    """The language without script and region: "zh" for any Chinese, "en" for any English."""
    return _parts(code)[0]


@lru_cache(maxsize=1024)
def normal_code(code: str) -> str:
    """The code as BCP 47 writes it (RFC 5646, section 2.1.1): ``ZH_hant_tw`` is zh-Hant-TW."""
    first, *rest = _parts(code)
    cased = [p.title() if len(p) == 4 else p.upper() if len(p) == 2 else p for p in rest]
    return "-".join((first, *cased))


@lru_cache(maxsize=1024)
def same_writing(a: str, b: str) -> bool:
    """Whether two codes name one language in one script; a region makes no difference.

    Chinese is Traditional where the code says Hant, TW, HK or MO, else Simplified.
    """
    one, other = _parts(a), _parts(b)
    if one[0] != other[0]:
        return False
    return one[0] != "zh" or _traditional(one) == _traditional(other)


def two_languages(source: str, target: str) -> tuple[str, str]:
    """Both codes as BCP 47 writes them.

    Raises:
        UsageError: they are one.
    """
    source, target = normal_code(source), normal_code(target)
    if source == target:
        raise UsageError(f"{source} and {target} are no two languages")
    return source, target


def nearest(codes: Sequence[str], wanted: str, other: str = "") -> int | None:
    """The place of the code that is meant by one: the same, else of its script, its language.

    Of several the first; None where the language has none.

    Args:
        codes: as written.
        wanted: the code to find.
        other: the code of another side, which may be of the same language (en-US, en-GB).
    """
    wanted, other = normal_code(wanted), normal_code(other) if other else ""
    normal = [normal_code(code) for code in codes]
    same = [
        place
        for place, code in enumerate(normal)
        if primary(code) == primary(wanted) and (code == wanted or code != other)
    ]
    return min(
        same,
        key=lambda place: (normal[place] != wanted, not same_writing(normal[place], wanted)),
        default=None,
    )


def _traditional(parts: tuple[str, ...]) -> bool:
    return "hans" not in parts and not _TRADITIONAL.isdisjoint(parts)


@lru_cache(maxsize=1024)
def writing(code: str) -> str:
    """The script of Chinese that a code names by itself or its region; empty for a bare zh."""
    parts = _parts(code)
    if parts[0] != "zh":
        return ""
    if _traditional(parts):
        return "Hant"
    return "" if _SIMPLIFIED.isdisjoint(parts) else "Hans"


def script_said(code: str) -> Script | None:
    """The script that a Chinese code says; None for a bare zh and other languages."""
    return {"Hans": Script.HANS, "Hant": Script.HANT}.get(writing(code))


def code_in_script(code: str, script: ChineseScript) -> str:
    """The language code of text that is in this script now; one that says as much is kept."""
    wanted = SCRIPT_CODES.get(script)
    if wanted is None or primary(code) != "zh":
        return code
    is_other = not _OTHER_REGIONS.get(script, frozenset()).isdisjoint(_parts(code))
    return code if same_writing(code, wanted) and not is_other else wanted

"""What of a unit a form cannot hold.

Losses(form, codes, asked).add(unit)           .found: units by what is lost of them
"""

from collections import Counter
from collections.abc import Iterator

from corpus.model import Language
from tmx.conversion.reading import TMX
from tmx.formats.rows import CODES
from tmx.formats.tmx.source_target import Sides
from tmx.units.languages import normal_code, primary
from tmx.units.unit import PATHS, TranslationUnit, Variant, is_composed

OTHER_LANGUAGES = "units of other languages"
OTHER_CODES = "regions of units in another one than the file's, which other tools read for theirs"
UNSAID_CODES = "scripts and regions of units, which the columns do not say"
NOT_COMPOSED = "characters in another form than Unicode's NFC, by which tools compare"
_OF_ONE_PAIR = frozenset({".xlf", ".po"})
"""Forms that name their languages once for all."""
_HELD = frozenset({"x-score", "x-kind", "x-topic", *PATHS, "x-sentences-zh", "x-sentences-en"})
"""Properties that have a column in tables."""
_BOTH = frozenset(Language)


class Losses:
    """Counts what is lost of the units that are written, and which are not.

    Attributes:
        found: how many units lost what.
        unsaid: the codes under which no text stands, though one has them.
    """

    def __init__(
        self,
        form: str,
        codes: tuple[str, str],
        asked: tuple[str, str] = ("", ""),
        heads: tuple[str, str] | None = None,
        *,
        of_review: bool = False,
        of_pairs: bool = False,
    ) -> None:
        """`form` is what is written.

        Args:
            form: as `reading.form_of` has it.
            codes: of source and target.
            asked: the same, as far as somebody asked for them; then nobody need be told.
            heads: what the columns of a table are called.
            of_review: whether an XLSX is a review.
            of_pairs: whether each pair of codes has a place of its own, as in XLIFF 1.2.
        """
        self.found: Counter[str] = Counter()
        self.unsaid: dict[str, None] = {}
        self._of_pairs = of_pairs
        self._form = form
        self._codes = codes
        self._sides = Sides(*codes)
        self._asked = asked
        self._of_review = of_review
        self._said = codes if heads is None else _restored(heads)

    def add(self, unit: TranslationUnit) -> None:
        """Count what is lost of one more unit."""
        self.found.update(self._lost(unit))

    def _lost(self, unit: TranslationUnit) -> Iterator[str]:
        form = self._form
        if sum(bool(variant.text.strip()) for variant in unit.variants) < 2:
            return  # it is not written
        if form == TMX and not is_composed(unit):
            yield NOT_COMPOSED
        if form in (TMX, ".jsonl"):
            return
        sides = self._sides.of(unit)
        of_two = form in _OF_ONE_PAIR or self._of_review
        whole = all(side.text.strip() for side in sides)
        if not (whole if of_two else _is_bilingual(unit)):
            yield OTHER_LANGUAGES
            return
        if not (self._of_review or self._of_pairs) and self._differ(sides):
            yield OTHER_CODES if form in _OF_ONE_PAIR else UNSAID_CODES
        if form == ".po":
            return
        if len(unit.variants) > 2:
            yield "other variants"
        if form != ".xlf":
            yield from self._details(unit)

    def _differ(self, sides: tuple[Variant, Variant]) -> bool:
        """Whether a text is written under another code than its own, which says more than zh."""
        owns = [normal_code(side.language) for side in sides]
        unsaid = [
            own
            for own, said, asked in zip(owns, self._said, self._asked, strict=True)
            if not asked and "-" in own and own != normal_code(said)
        ]
        self.unsaid.update(dict.fromkeys(unsaid))
        return bool(unsaid)

    def _details(self, unit: TranslationUnit) -> Iterator[str]:
        """What tables have no column for."""
        reviewed = self._of_review
        variants = unit.variants
        if not reviewed and any(variant.markup for variant in variants):
            yield "inline codes"
        if (unit.notes and not reviewed) or any(variant.notes for variant in variants):
            yield "notes"
        shown = {"srclang", "tuid"} if reviewed else {"srclang"}
        if any(name not in shown for name, _ in unit.attributes) or any(
            variant.attributes for variant in variants
        ):
            yield "ids, dates and authors"
        held = frozenset() if self._form in (".moses", ".docx") else _HELD
        if any(name not in held for name, _ in unit.properties) or any(
            variant.properties for variant in variants
        ):
            yield "properties"


def _is_bilingual(unit: TranslationUnit) -> bool:
    return _BOTH.issubset(primary(v.language) for v in unit.variants if v.text.strip())


def _restored(heads: tuple[str, str]) -> tuple[str, str]:
    """The codes that columns of these names are read as."""
    one, other = (code if "-" in code else {"zh": CODES[0]}.get(code, CODES[1]) for code in heads)
    return one, other

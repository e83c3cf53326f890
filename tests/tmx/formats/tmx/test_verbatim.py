from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tmx
from tmx.formats.tmx.verbatim import verbatim

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))
NAME = st.sampled_from(["x-score", "Domain:医学", "file"])
PAIRS = st.lists(st.tuples(NAME, TEXT), max_size=2).map(tuple)
NOTES = st.lists(TEXT, max_size=2).map(tuple)
VARIANT = st.builds(
    tmx.Variant, st.sampled_from(["zh_CN", "EN"]), TEXT, st.just(""), PAIRS, NOTES,
    st.sampled_from([(), (("changedate", "2026"),)]),
)  # fmt: skip
UNIT = st.builds(
    tmx.TranslationUnit, st.lists(VARIANT, max_size=3).map(tuple), PAIRS, NOTES,
    st.sampled_from([(), (("tuid", '"7"\n<'),)]),
)  # fmt: skip


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60
)
@given(st.lists(UNIT, max_size=3), PAIRS, NOTES)
def test_units_come_back_as_they_were(tmp_path, units, properties, notes):
    path = tmp_path / "m.tmx"
    header = tmx.Header("1.4", "zh_CN", {"srclang": "zh_CN", "own": "1"}, properties, notes)
    with verbatim(path, header) as add:
        for unit in units:
            add(unit)
    assert list(tmx.read(path)) == units
    read = tmx.header(path)
    assert (read.source, read.properties, read.notes) == ("zh_CN", properties, notes)


def test_line_breaks_and_markup_stay(tmp_path):
    path = tmp_path / "m.tmx"
    unit = tmx.TranslationUnit(
        (tmx.Variant("zh", " 一\r\n二 ", ' 一<hi type="b">\n</hi>二 '), tmx.Variant("en", "\ta\r")),
        attributes=(("odd", "1"),),
    )
    with verbatim(path, tmx.Header("1.4", "", {})) as add:
        add(unit)
    (read,) = tmx.read(path)
    assert read.variants[0].markup == unit.variants[0].markup
    assert read.variants[1] == unit.variants[1]
    assert read.properties == (("x-odd", "1"),)

from hypothesis import given
from hypothesis import strategies as st

import tmx
from tmx.tools.versions import Versions

NAMES = ("first-of-all", "second-of-all", "12345678", "short")


@given(st.lists(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(1, 3)), max_size=4)))
def test_all_but_the_latest_of_a_name_that_tells_is_outdated(files):
    versions, units = Versions(), []
    for number, file in enumerate(files):
        for name, day in file:
            unit = tmx.TranslationUnit(
                (), attributes=(("tuid", name), ("changedate", f"2026010{day}T000000Z"))
            )
            versions.add(number, len(units), unit)
            units.append((number, name, day))
    outdated = versions.outdated()
    for place, (_, name, _) in enumerate(units):
        same = [unit for unit in units if unit[1] == name]
        tells = name in NAMES[:2] and len({file for file, *_ in same}) == len(same)
        latest = max(of for *_, of in same)
        first = next(at for at, of in enumerate(units) if of[1:] == (name, latest))
        found = place < len(outdated) and bool(outdated[place])
        assert found == (tells and place != first)

"""Which form of an English term is shown: the base form, where it was seen."""

import pytest

from glossary.analysis.published_forms import published


def shown(base, *forms, at_start=()):
    return published([*((form, False) for form in forms), *((f, True) for f in at_start)], base)


@pytest.mark.parametrize(
    ("base", "forms", "expected"),
    [
        ("drone", ["drones", "drones", "drone"], "drone"),
        ("drone", ["drones", "drones"], "drones"),
        ("supply chain", ["Supply Chain", "supply chains", "supply chain"], "supply chain"),
        ("follow up care", ["follow-up care", "follow-up cares"], "follow-up care"),
        ("port office", ["Port Office", "Port Office", "port office"], "Port Office"),
        ("nato", ["NATO", "NATO"], "NATO"),
    ],
)
def test_small_letters_and_singular_where_they_were_seen(base, forms, expected):
    assert shown(base, *forms) == expected
    assert shown(base, *reversed(forms)) == expected


def test_the_capital_of_a_sentence_counts_only_alone():
    assert shown("drone", "drones", at_start=["Drone"]) == "drones"
    assert shown("drone", at_start=["Drone", "Drones"]) == "drone"

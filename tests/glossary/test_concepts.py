"""Which pairs make one concept."""

from glossary.concepts import gather
from glossary.findings import Finding


def name(zh: str, en: str, strength: float) -> Finding:
    return Finding(zh, en, (zh,), en, strength, 0.9, 1, is_name=True, sure=True)


def test_one_pair_does_not_make_two_names_one_concept() -> None:
    entries = gather(
        [name("台湾", "taiwan", 3), name("国会", "diet", 2), name("国会", "taiwan", 1)]
    )

    assert [[(p.zh, p.en) for p in e.pairs] for e in entries] == [
        [("台湾", "taiwan")],
        [("国会", "diet")],
        [("国会", "taiwan")],
    ]


def test_two_pairs_do() -> None:
    (entry,) = gather(
        [
            name("韩国", "south korea", 4),
            name("大韩民国", "republic of korea", 3),
            name("韩国", "republic of korea", 2),
            name("大韩民国", "south korea", 1),
        ]
    )

    assert len(entry.pairs) == 4

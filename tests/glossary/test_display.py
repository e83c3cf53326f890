import json

from corpus.model import SentencePair
from glossary.display import highlighted, json_lines, show_hits, table
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.lookup.find import Lookup
from glossary.scanning.scan import Scanner

CONTEXT = SentencePair("增进互信。", "They built mutual trust.")


def test_a_terminal_shows_the_text_with_its_terms_highlighted():
    entries = [
        ConceptEntry("a", (TermPair("务实外交", "pragmatic diplomacy", status=Status.APPROVED),)),
        ConceptEntry("b", (TermPair("韩国", "Corea", status=Status.FORBIDDEN),)),
    ]
    text = "韩国与务实外交，务实外交。"

    assert highlighted(text, Scanner(entries).scan(text)) == (
        "\x1b[1;31m韩国\x1b[0m\x1b[2m [Corea (forbidden)]\x1b[0m与"
        "\x1b[1;32m务实外交\x1b[0m\x1b[2m [pragmatic diplomacy]\x1b[0m，"
        "\x1b[1;32m务实外交\x1b[0m。"
    )


def test_hits_stand_in_columns_with_their_reasons(capsys):
    entry = ConceptEntry(
        "1",
        (
            TermPair("互信", "mutual trust", status=Status.APPROVED, contexts=(CONTEXT,)),
            TermPair("互信", "reciprocal trust", status=Status.FORBIDDEN),
        ),
    )
    lookup = Lookup([entry], dictionary=False)

    show_hits({term: lookup.find(term) for term in ("互信", "Mutual Trust", "没有")}, contexts=True)

    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "互信",
        "互信 mutual trust approved, exact glossary",
        "增进互信。",
        "They built mutual trust.",
        "互信 reciprocal trust forbidden, exact glossary",
        "Mutual Trust",
        "互信 mutual trust approved, case glossary",
        "增进互信。",
        "They built mutual trust.",
        "没有",
        "nothing found",
    ]


def test_of_very_many_translations_the_first_are_shown():
    pairs = tuple(TermPair("互信", f"trust {n}", status=Status.APPROVED) for n in range(3000))
    found = Scanner([ConceptEntry("a", pairs)]).scan("互信，互信。")
    for line in table(found):
        assert line.endswith("; trust 99; … (2,900 more)")
    assert [
        len(each["pairs"]) for each in json.loads("\n".join(json_lines([("a.txt", found)])))
    ] == [3000] * 2


def test_on_a_narrow_terminal_how_a_hit_was_found_stands_below_it(capsys, monkeypatch):
    pairs = (TermPair("互信", "mutual trust", status=Status.APPROVED),) * 2
    lookup = Lookup([ConceptEntry("1", pairs)], dictionary=False)
    monkeypatch.setenv("COLUMNS", "40")
    show_hits({"互信": lookup.find("互信")})
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 40
    assert [" ".join(line.split()) for line in lines[:2]] == [
        "互信 mutual trust",
        "approved, exact, glossary",
    ]

from glossary.display import highlighted
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.scan import Scanner


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

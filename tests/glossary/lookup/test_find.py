import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.language.dictionary import DictionaryEntry
from glossary.entries import ConceptEntry, Status, TermPair, concept_id
from glossary.formats.registry import write_glossary
from glossary.lookup import cedict_index as dictionary_index
from glossary.lookup import find as lookup_module
from glossary.lookup.cedict_index import DICTIONARY_SOURCE
from glossary.lookup.find import DICTIONARY, EXACT, FUZZY, INITIALS, PINYIN, Lookup
from glossary.lookup.index import TermIndex, build

DICTIONARY_ENTRIES = [
    DictionaryEntry(
        "龍捲風", "龙卷风", "long2 juan3 feng1", ("tornado", "twister", "CL:場|场[chang2]")
    ),
    DictionaryEntry("談判", "谈判", "tan2 pan4", ("to negotiate", "negotiation")),
    DictionaryEntry("務實外交", "务实外交", "wu4 shi2 wai4 jiao1", ("from the dictionary",)),
    DictionaryEntry("坎子", "坎子", "kan3 zi5", ("raised ground", "bank")),
    DictionaryEntry("隨著", "随着", "sui2 zhe5", ("along with",)),
    DictionaryEntry("衛生", "卫生", "wei4 sheng1", ("health",)),
    DictionaryEntry("原著", "原著", "yuan2 zhu4", ("original work",)),
    DictionaryEntry("銀行", "银行", "yin2 hang2", ("bank",)),
]


@pytest.fixture(autouse=True)
def dictionary(monkeypatch):
    monkeypatch.setattr(dictionary_index, "entries", lambda: iter(DICTIONARY_ENTRIES))
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    build(connection, dictionary_index._items())
    index = TermIndex(connection)
    monkeypatch.setattr(lookup_module, "dictionary", lambda: index)
    yield
    connection.close()


def concepts(*pairs):
    return [
        ConceptEntry(concept_id(zh, en), (TermPair(zh, en, status=Status.APPROVED),))
        for zh, en in pairs
    ]


ENTRIES = concepts(
    ("务实外交", "pragmatic diplomacy"),
    ("一个中国原则", "one-China principle"),
    ("韩国", "South Korea"),
    ("韩国", "Republic of Korea"),
    ("美国", "US"),
    ("建筑", "building"),
    ("两国方案", "two-state solution"),
)


def english(hits):
    return [hit.pair.en for hit in hits]


@pytest.mark.parametrize(
    ("asked", "pair", "how"),
    [
        ("务实外交", ("务实外交", "pragmatic diplomacy"), EXACT),
        ("務實外交", ("务实外交", "pragmatic diplomacy"), "script"),
        ("韩国", ("韩国", "South Korea"), EXACT),  # two characters
        ("pragmatic diplomacy", ("务实外交", "pragmatic diplomacy"), EXACT),
        ("Pragmatic Diplomacy", ("务实外交", "pragmatic diplomacy"), "case"),
        ("two state solution", ("两国方案", "two-state solution"), "punctuation"),
        ("two-state solutions", ("两国方案", "two-state solution"), "inflection"),
        (
            "Two State Solutions",
            ("两国方案", "two-state solution"),
            "inflection, case, punctuation",
        ),
        ("ＵＳ", ("美国", "US"), "width"),
        ("us", ("美国", "US"), "case"),
        ("buildings", ("建筑", "building"), "inflection"),
        ("the two-state solution", ("两国方案", "two-state solution"), "article"),
        ("a building", ("建筑", "building"), "article"),
    ],
)
def test_a_hit_says_why_it_was_found(asked, pair, how):
    hit = Lookup(ENTRIES).find(asked)[0]

    assert (hit.pair.zh, hit.pair.en) == pair
    assert hit.how == how
    assert hit.score == 1.0


def test_all_translations_are_found():
    assert english(Lookup(ENTRIES).find("韩国")) == ["South Korea", "Republic of Korea"]


def test_exact_comes_before_normalised_whatever_the_score():
    entries = [
        ConceptEntry("a", (TermPair("极", "Pole", score=0.9),)),
        ConceptEntry("b", (TermPair("杆", "pole", score=0.1),)),
    ]

    assert [hit.pair.zh for hit in Lookup(entries).find("pole")] == ["杆", "极"]


def test_similar_terms_only_if_asked_for():
    lookup = Lookup(ENTRIES, dictionary=False)

    assert lookup.find("pragmatic diplomcy") == []
    hit = lookup.find("pragmatic diplomcy", fuzzy=True)[0]
    assert hit.pair.zh == "务实外交"
    assert hit.how == FUZZY
    assert 0.9 < hit.score < 1.0


def test_near_misses_are_fuzzy_and_not_taken_for_the_term():
    hits = Lookup(ENTRIES, dictionary=False).find("一个中国政策", fuzzy=True)

    assert english(hits) == ["one-China principle"]
    assert hits[0].how == FUZZY


def test_the_limit_counts_hits():
    assert len(Lookup(ENTRIES).find("韩国", limit=1)) == 1


def test_the_more_trusted_glossary_comes_first_and_hides_doubles():
    ours = concepts(("韩国", "ROK"))
    theirs = concepts(("韩国", "South Korea"), ("韩国", "ROK"))

    hits = Lookup({"ours.tbx": ours, "theirs.tsv": theirs}).find("韩国")

    assert [(hit.pair.en, hit.source) for hit in hits] == [
        ("ROK", "ours.tbx"),
        ("South Korea", "theirs.tsv"),
    ]


def test_welcome_terms_first_and_rejected_ones_never():
    entry = ConceptEntry(
        "c",
        (
            TermPair("互信", "mutual respect", 0.9, status=Status.REJECTED),
            TermPair("互信", "reciprocal trust", 0.8, status=Status.FORBIDDEN),
            TermPair("互信", "mutual trust", 0.1, status=Status.PREFERRED),
        ),
    )

    hits = Lookup([entry]).find("互信")

    assert [(hit.pair.en, hit.pair.status) for hit in hits] == [
        ("mutual trust", Status.PREFERRED),
        ("reciprocal trust", Status.FORBIDDEN),
    ]


@pytest.mark.parametrize("asked", ["龙卷风", "龍捲風"])
def test_the_dictionary_answers_what_no_glossary_has_and_says_so(asked):
    hits = Lookup(ENTRIES).find(asked)

    assert english(hits) == ["tornado", "twister"]  # and no measure word
    assert {(hit.pair.zh, hit.how, hit.source) for hit in hits} == {
        (asked, DICTIONARY, DICTIONARY_SOURCE)
    }
    assert hits[0].pair.status is Status.SUGGESTED


@pytest.mark.parametrize("asked", ["negotiate", "to negotiate", "Negotiate"])
def test_the_dictionary_is_asked_for_english_too(asked):
    assert [hit.pair.zh for hit in Lookup([]).find(asked)] == ["谈判"]


def test_the_dictionary_is_silent_where_a_glossary_knows():
    assert english(Lookup(ENTRIES).find("务实外交")) == ["pragmatic diplomacy"]
    assert Lookup(ENTRIES, dictionary=False).find("龙卷风") == []


@pytest.mark.parametrize("asked", ["", "  ", "。"])
def test_nothing_is_found_for_nothing(asked):
    assert Lookup(ENTRIES).find(asked, fuzzy=True) == []


@pytest.mark.parametrize(
    ("asked", "how"),
    [
        ("wushiwaijiao", "pinyin without tones"),
        ("Wushi waijiao", "pinyin without tones"),
        ("wù shí wàijiāo", PINYIN),
        ("wu4 shi2 wai4jiao1", PINYIN),
        ("wushi wai4jiao", PINYIN),  # one tone is given, and right
        ("wswj", INITIALS),
        ("ws wj", INITIALS),
    ],
)
def test_chinese_terms_are_found_by_how_they_are_read(asked, how):
    (hit,) = Lookup(ENTRIES, dictionary=False).find(asked)

    assert (hit.pair.zh, hit.how, hit.score) == ("务实外交", how, 1.0)


@pytest.mark.parametrize("asked", ["wù shì wàijiāo", "wu4 shi4", "wusi", "w"])
def test_other_tones_and_other_sounds_are_not_found(asked):
    assert Lookup(ENTRIES, dictionary=False).find(asked) == []


def test_a_word_is_read_as_in_the_words_that_hold_it():
    lookup = Lookup(
        concepts(("重庆银行", "Bank of Chongqing"), ("绿色", "green")), dictionary=False
    )

    assert english(lookup.find("chóngqìng yínháng")) == ["Bank of Chongqing"]
    assert english(lookup.find("lǜsè")) == english(lookup.find("lv4se4")) == ["green"]


def test_what_is_spelled_so_comes_before_what_is_read_so():
    lookup = Lookup(concepts(("他", "he"), ("和", "peace")), dictionary=False)

    assert english(lookup.find("he")) == ["he"]
    assert english(lookup.find("hé")) == ["peace"]


def test_the_dictionary_is_found_by_pinyin_too():
    (hit, *_) = Lookup(ENTRIES).find("long2juan3feng1")

    assert (hit.pair.zh, hit.pair.en, hit.how) == ("龙卷风", "tornado", f"{DICTIONARY}, {PINYIN}")
    assert hit.source == DICTIONARY_SOURCE
    assert hit.entry.note == "龍捲風 long2 juan3 feng1"


def test_initials_and_likeness_do_not_silence_the_dictionary():
    lookup = Lookup(concepts(("突破", "breakthrough"), ("谈判代表", "negotiator")))

    assert [hit.how for hit in lookup.find("tp")] == [INITIALS]
    assert [hit.source for hit in lookup.find("谈判", fuzzy=True)] == [
        "glossary", DICTIONARY_SOURCE, DICTIONARY_SOURCE
    ]  # fmt: skip


def test_the_commoner_of_two_words_comes_first_in_the_dictionary():
    assert [hit.pair.zh for hit in Lookup({}).find("bank")] == ["银行", "坎子"]


def test_several_threads_get_the_answers_that_one_gets(tmp_path, monkeypatch):
    monkeypatch.setenv("DUIZHAO_CACHE", str(tmp_path / "cache"))
    write_glossary(tmp_path / "g.tsv", ENTRIES)
    lookup = Lookup.open([tmp_path / "g.tsv"])
    asked = [
        "务实外交",
        "務實外交",
        "wushi waijiao",
        "hg",
        "US",
        "buildings",
        "龙卷风",
        "南韩",
        "x",
    ]
    asked *= 20

    def ask(term):
        return lookup.find(term, fuzzy=True)

    expected = [*map(ask, asked)]
    anew = Lookup.open([tmp_path / "g.tsv"])  # has nothing in memory yet
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda term: anew.find(term, fuzzy=True), asked)) == expected


@pytest.mark.parametrize("term", ["隨著", "随着", "隨着", "衛生", "衞生", "卫生", "原著"])
@pytest.mark.parametrize("glossary", [[], concepts(("随着", "along with"), ("衞生", "health"))])
def test_a_term_is_found_in_every_regions_spelling(glossary, term):
    (hit,) = Lookup(glossary).find(term)
    meanings = {"随": "along with", "隨": "along with", "原": "original work"}
    assert hit.pair.en == meanings.get(term[0], "health")


def parts(asked, **options):
    hits = Lookup({"g": LONGER}, dictionary=False).find(asked, parts=True, **options)
    return [(hit.pair.zh, hit.how) for hit in hits]


LONGER = concepts(
    ("务实", "pragmatic"),
    ("务实外交", "pragmatic diplomacy"),
    ("韩国务实外交", "Korea's pragmatic diplomacy"),
    ("语用学", "pragmatics"),
    ("雾", "haze"),
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("务实", [("务实", EXACT), ("务实外交", "part"), ("韩国务实外交", "part")]),
        ("務實外", [("务实外交", "part"), ("韩国务实外交", "part")]),
        ("wushi", [("务实", "pinyin without tones"), ("务实外交", "pinyin beginning")]),
        ("wushiw", [("务实外交", "pinyin beginning")]),
        (
            "pragm",
            [("语用学", "part"), ("务实", "part"), ("务实外交", "part"), ("韩国务实外交", "part")],
        ),
        ("ragmatic", []),
        ("pr", []),
    ],
)
def test_longer_terms_are_found_while_somebody_is_typing(asked, found):
    assert sorted(parts(asked)) == sorted(found)
    if found and found[0][1] != "part":
        assert parts(asked)[0] == found[0]


def test_what_holds_the_words_comes_before_what_is_only_spelled_like_them():
    hows = [how for _, how in parts("pragmatic", fuzzy=True)]
    assert hows == sorted(hows, key=lambda how: [EXACT, "inflection", "part", FUZZY].index(how))


@pytest.mark.parametrize("asked", ["%", "_", "务%", "pragm%dipl", "prag'm", "pragmatic {"])
def test_a_sign_of_the_query_language_is_a_sign(asked):
    assert parts(asked) == []

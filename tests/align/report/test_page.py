"""The page as a reader meets it, parsed by lxml."""

import re
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from align.evidence.clauses import Fragment
from align.project.several_names import Naming
from align.report.content import Report
from align.report.page import write_report
from align.report.time_map import OUTLETS
from corpus.model import (
    Bead,
    Document,
    DocumentPair,
    Kind,
    Language,
    Script,
    Sentence,
    SentencePair,
    Topic,
)
from glossary.entries import ConceptEntry, Status, TermPair

ZH, EN = Language.ZH, Language.EN


def document(name, language, script, *paragraphs, **rest):
    """A document and its sentences; each paragraph is a list of sentences."""
    joint = "" if language is ZH else " "
    found = Document(
        name, f"news/{name}.txt", language, script, tuple(map(joint.join, paragraphs)), **rest
    )
    sentences, start = [], 0
    for number, paragraph in enumerate(paragraphs):
        for text in paragraph:
            at = found.text.index(text, start)
            sentences.append(Sentence(name, len(sentences), number, at, text))
            start = at + len(text)
    return found, tuple(sentences)


TEXTS = (
    document(
        "h1",
        ZH,
        Script.HANS,
        ["外长说，务实外交不是选边。", "“军事同盟仍是基石，但不应妨碍对话。”"],
        ["示威者冒雨集会。", "集会和平结束。"],
        title="外长谈务实外交",
        outlet="海岸日报",
        published="2026-03-02",
    ),
    document(
        "e1",
        EN,
        Script.LATN,
        ["Pragmatic diplomacy is not about picking sides, the minister said.", "“Alliances stay.”"],
        ["“They should not block dialogue.”", "No arrests were made.", "A vote is due in May."],
        title="Minister on <b>pragmatic</b> diplomacy",
        outlet="Coast & Harbour",
        published="2026-03-02",
        url="https://news.example/a?b=1&c=2",
    ),
    document(
        "t1",
        ZH,
        Script.HANT,
        ["雙邊關係應以共同利益為基礎。", "預算尚未公布。"],
        title="部長：務實外交",
        published="2026-03-01",
        url="javascript:alert(1)",
    ),
    document(
        "e2",
        EN,
        Script.LATN,
        ["Bilateral relations must rest on shared interests."],
        title="Alone?",
    ),
    document("h2", ZH, Script.HANS, ["<script>alert('雪')</script>山区降雪。"]),
)
SENTENCES = {found.id: sentences for found, sentences in TEXTS}


def context(zh, zh_at, en, en_at, kind=Kind.PARALLEL):
    return SentencePair(
        SENTENCES[zh][zh_at].text,
        SENTENCES[en][en_at].text,
        0.9,
        kind,
        "",
        f"news/{zh}.txt",
        f"news/{en}.txt",
        (zh_at,),
        (en_at,),
    )


REPORT = Report(
    topics=(
        Topic(1, ("e1", "e2", "h1", "t1"), "务实外交", "pragmatic diplomacy"),
        Topic(2, ("h2",), "降雪", ""),
    ),
    documents={found.id: found for found, _ in TEXTS},
    sentences=SENTENCES,
    pairs=(
        DocumentPair(
            "t1", "e2", 0.7, Kind.COMPARABLE, "same event: 双边关系 / bilateral relations"
        ),
        DocumentPair("h1", "e1", 0.98, Kind.PARALLEL, "3 of 4 sentences correspond <in order>"),
    ),
    beads={
        ("h1", "e1"): (
            Bead((0,), (0,), 0.97),
            Bead((1,), (1, 2), 0.91),
            Bead((2,), (), 0.8),
            Bead((3,), (3,), 0.4999),
            Bead((), (4,), 0.85),
        )
    },
    mined={("t1", "e2"): (Bead((0,), (0,), 0.78),)},
    fragments={},
    entries=(
        ConceptEntry(
            "c1",
            (
                TermPair(
                    "务实外交",
                    "pragmatic diplomacy",
                    0.9,
                    0.98,
                    3,
                    contexts=(context("h1", 0, "e1", 0),),
                ),
            ),
            "务实外交",
        ),
        ConceptEntry(
            "c2",
            (
                TermPair("韩国", "South Korea", 0.8, 0.95, 12, Status.PREFERRED),
                TermPair("韩国", "ROK", 0.7, 0.9, 4),
                TermPair("南韩", "South Korea", 0.1, 0.3, 0, Status.SUGGESTED),
            ),
        ),
        ConceptEntry(
            "c3",
            (
                TermPair(
                    "双边关系",
                    "bilateral relation",
                    contexts=(context("t1", 0, "e2", 0, Kind.COMPARABLE),),
                ),
            ),
        ),
    ),
    several_names={},
    near_misses={},
    failures=(("news/scan<1>.pdf", "no text in it"),),
    min_score=0.5,
    signature="duizhao 0.1.0 · min-score 0.5",
)


def source_of(report: Report, folder: Path) -> str:
    path = folder / "report.html"
    write_report(path, report)
    return path.read_text("utf-8")


def page_of(report: Report, folder: Path) -> HtmlElement:
    return lxml.html.document_fromstring(source_of(report, folder))


@pytest.fixture
def page(tmp_path):
    return page_of(REPORT, tmp_path)


def by_class(element, name):
    return element.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def words(element):
    return " ".join(element.text_content().split())


def test_nothing_is_fetched_and_nothing_foreign_runs(tmp_path):
    source = source_of(REPORT, tmp_path)
    page = lxml.html.document_fromstring(source)
    assert not page.xpath(
        "//img | //iframe | //object | //script[@src] | //link[@rel='stylesheet']"
    )
    assert [link.get("href") for link in page.xpath("//link")] == ["data:,"]
    assert "url(" not in source
    assert "@import" not in source
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert not page.xpath("//*[@style or @onclick or @onload]")  # the policy would refuse them
    assert len(page.xpath("//script")) == 1


def test_text_is_shown_as_text(page):
    assert "<script>alert('雪')</script>山区降雪。" in page.text_content()
    assert "Minister on <b>pragmatic</b> diplomacy" in words(page)
    assert "3 of 4 sentences correspond <in order>" in words(page)
    assert not page.xpath("//main//b[text()='pragmatic']")


def test_only_web_addresses_are_links(page):
    links = [a.get("href") for a in page.xpath("//a") if not a.get("href").startswith("#")]
    assert links == ["https://news.example/a?b=1&c=2"]
    assert "javascript:alert(1)" in page.text_content()


def test_unreadable_files_are_named_with_the_reason(page):
    (notice,) = page.xpath("//*[@id='failures']//li")
    assert words(notice) == "news/scan<1>.pdf: no text in it"


def test_no_failures_no_notice(tmp_path):
    assert not page_of(replace(REPORT, failures=()), tmp_path).xpath("//*[@id='failures']")


def test_every_sentence_is_accounted_for_once(page):
    (table,) = by_class(page, "whereabouts")
    rows = [[words(cell) for cell in row.xpath("./td")] for row in table.xpath(".//tr")[1:]]
    assert rows == [["2", "3"], ["1", "1"], ["1", "1"], ["3", "1"], ["7", "6"]]


def test_summary_counts(page):
    (figures,) = by_class(page, "figures")
    found = {
        words(div.find("dt")): words(div.find("dd")) for div in figures.iterchildren(tag="div")
    }
    assert found["Documents 文档"] == "5 3 Chinese, 2 English"
    assert found["Topics 主题"] == "1 and 1 document without a topic in common"
    assert found["Sentence pairs in the memory 入库句对"] == "2 score ≥ 0.5"
    assert found["Weak pairs 待查句对"] == "1 score < 0.5"
    assert found["Concepts 概念"] == "3 5 pairs of terms, 1 only suggested"


def test_beads_stand_side_by_side_in_order_with_omissions_in_place(page):
    (pair,) = by_class(page, "parallel")
    beads = by_class(pair, "bead")
    shown = [[words(side) for side in by_class(bead, "side")] for bead in beads]
    assert shown == [
        [
            "外长说，务实外交不是选边。",
            "Pragmatic diplomacy is not about picking sides, the minister said.",
        ],
        [
            "“军事同盟仍是基石，但不应妨碍对话。”",
            "“Alliances stay.” “They should not block dialogue.”",
        ],
        ["示威者冒雨集会。", "no counterpart 无对应"],
        ["集会和平结束。", "No arrests were made."],
        ["no counterpart 无对应", "A vote is due in May."],
    ]


def test_weak_beads_are_told_by_words_and_never_seem_to_reach_the_threshold(page):
    (weak,) = [bead for bead in by_class(page, "weak") if "bead" in bead.get("class").split()]
    assert words(by_class(weak, "score")[0]) == "0.49 weak not in the memory"
    (jump,) = by_class(page, "jumps")
    assert jump.xpath("./a/@href") == [f"#{weak.get('id')}"]


def test_a_bead_at_the_threshold_is_in_the_memory(tmp_path):
    page = page_of(replace(REPORT, min_score=0.4999), tmp_path)
    assert not by_class(page, "jumps")


def test_segments_carry_their_language_and_script(page):
    for text, language in (
        ("示威者冒雨集会。", "zh-Hans"),
        ("雙邊關係應以共同利益為基礎。", "zh-Hant"),
        ("No arrests were made.", "en"),
    ):
        holders = [e for e in page.iter() if (e.text or "") == text]
        assert holders
        assert all(e.xpath("ancestor-or-self::*[@lang][1]/@lang")[-1] == language for e in holders)


def test_numbers_of_sentences_are_not_copied_with_the_text(page):
    (span,) = [s for s in by_class(page, "s") if s.text == "No arrests were made."]
    assert span.get("data-n") == "3"


def test_topic_shows_its_documents_by_day_with_the_undated_last(page):
    (topic,) = page.xpath("//*[@id='topic-1']")
    days = [words(day) for day in by_class(topic, "day")]
    assert days == ["2026-03-01", "2026-03-02", "no date 无日期"]
    assert words(topic.find("h3")) == "1 务实外交 pragmatic diplomacy"
    same_day = by_class(topic, "timeline")[0].xpath("./li")[1]
    assert [words(t) for t in by_class(same_day, "title")] == [
        "外长谈务实外交",
        "Minister on <b>pragmatic</b> diplomacy",
    ]


def test_translations_come_before_comparable_pairs_and_only_the_first_is_open(page):
    pairs = by_class(page, "pair")
    assert [pair.get("class") for pair in pairs] == ["pair parallel", "pair comparable"]
    assert [pair.get("open") is not None for pair in pairs] == [True, False]
    assert "same event: 双边关系 / bilateral relations" in words(pairs[1])


def test_comparable_pair_shows_what_is_proposed_and_where_the_rest_is(page):
    (pair,) = by_class(page, "comparable")
    (bead,) = by_class(pair, "bead")
    assert words(by_class(bead, "score")[0]) == "0.78 proposed"
    (rest,) = by_class(pair, "rest")
    assert words(rest) == "Without counterpart 无对应: 1 sentence of the Chinese document"
    (target,) = page.xpath(f"//*[@id='{rest.xpath('./a/@href')[0][1:]}']")
    assert words(target) == "預算尚未公布。"


def test_comparable_pair_without_proposals_says_so(tmp_path):
    page = page_of(replace(REPORT, mined={}), tmp_path)
    (pair,) = by_class(page, "comparable")
    assert "No sentence pair says the same" in words(pair)


def test_each_side_alone_is_listed_once_a_document_and_counted(page):
    (topic,) = page.xpath("//*[@id='topic-1']")
    found = [words(part) for part in by_class(topic, "onesided")]
    assert found == [
        "外长谈务实外交 1 of 4 sentences 示威者冒雨集会。",
        "部長：務實外交 1 of 2 sentences 預算尚未公布。",
        "Minister on <b>pragmatic</b> diplomacy 1 of 5 sentences A vote is due in May.",
    ]


def test_single_documents_are_shown_with_their_text(page):
    (single,) = page.xpath("//*[@id='single']")
    assert "news/h2.txt" in words(single)
    assert "山区降雪。" in words(single)


def test_links_lead_somewhere_and_ids_are_unique(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_glossary_keeps_a_concept_together_and_suggestions_apart(page):
    extracted, suggested = by_class(page, "terms")
    concept = extracted.xpath("./tbody")[1]
    assert [words(term) for term in by_class(concept, "term")] == ["韩国", "South Korea", "ROK"]
    assert words(by_class(concept, "status")[0]) == "preferred 首选"
    assert [words(term) for term in by_class(suggested, "term")] == ["南韩", "South Korea"]
    assert "suggested" not in words(extracted)


def test_contexts_highlight_the_terms_across_scripts_and_inflection(page):
    marks = [words(mark) for mark in page.xpath("//table//mark")]
    assert marks == ["务实外交", "Pragmatic diplomacy", "雙邊關係", "Bilateral relations"]
    comparable = by_class(page, "terms")[0].xpath("./tbody")[2]
    assert words(comparable.xpath(".//li/p[@class='source']")[0]).startswith("comparable")
    assert comparable.xpath(".//li/p/@lang")[0] == "zh-Hant"


def test_same_report_same_bytes(tmp_path):
    shuffled = replace(
        REPORT, documents=dict(reversed(REPORT.documents.items())), pairs=REPORT.pairs[::-1]
    )
    assert source_of(REPORT, tmp_path) == source_of(shuffled, tmp_path)


def test_an_empty_report_is_still_a_page(tmp_path):
    page = page_of(Report((), {}, {}, (), {}, {}, {}, (), {}, {}, (), 0.5, "duizhao"), tmp_path)
    assert "No two documents report the same event" in words(page)
    assert "No term was found" in words(page)


def test_colours_are_legible_in_both_schemes(tmp_path):
    """WCAG 2.2, 1.4.3: contrast of text at least 4.5 to 1."""

    def luminance(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    def contrast(one, other):
        low, high = sorted((luminance(one), luminance(other)))
        return (high + 0.05) / (low + 0.05)

    source = source_of(REPORT, tmp_path)
    defined = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", source)
    schemes = [{name: pair[place] for name, *pair in defined} for place in (0, 1)]
    for colours in schemes:
        for ink in ("ink", "muted", "accent", "good", "weak", "alone", "bad"):
            for ground in ("paper", "sheet"):
                assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
        assert contrast(colours["weak"], colours["weak-sheet"]) >= 4.5
        assert contrast(colours["alone"], colours["alone-sheet"]) >= 4.5
        assert contrast(colours["ink"], colours["weak-sheet"]) >= 4.5
        assert contrast(colours["muted"], colours["weak-sheet"]) >= 4.5
        assert contrast(colours["ink"], colours["mark"]) >= 4.5
        for outlet in range(1, OUTLETS + 1):  # WCAG 2.2, 1.4.11: graphical objects
            assert contrast(colours[f"o{outlet}"], colours["paper"]) >= 3


def test_a_mined_pair_that_entered_the_memory_is_not_called_proposed(tmp_path):
    page = page_of(replace(REPORT, comparable_min_score=0.78), tmp_path)
    (pair,) = by_class(page, "comparable")
    assert words(by_class(pair, "bead")[0].xpath("./p[@class='score']")[0]) == "0.78 in the memory"
    assert words(by_class(pair, "tally")[0]) == "1 in the memory · 0 pairs proposed"
    (table,) = by_class(page, "whereabouts")
    rows = [[words(cell) for cell in row.xpath("./td")] for row in table.xpath(".//tr")[1:]]
    assert rows[0] == ["3", "4"]
    assert rows[2] == ["0", "0"]


def with_texts(*texts, **rest):
    """A report of one topic with these documents and no pair, unless it is given."""
    found = {
        "topics": (Topic(1, tuple(d.id for d, _ in texts)),),
        "documents": {d.id: d for d, _ in texts},
        "sentences": {d.id: s for d, s in texts},
        "pairs": (),
        "beads": {},
        "mined": {},
        "entries": (),
    }
    return replace(REPORT, **(found | rest))


def test_shared_figures_stand_in_the_sentences_that_agree_most(tmp_path):
    report = with_texts(
        document("z", ZH, Script.HANS, ["共有2.1万人参加。", "三国的2.1万人中六成受益，共12次。"]),
        document("e", EN, Script.LATN, ["Of 21,000 people in three lands, 60 percent gained."]),
    )
    (figures,) = by_class(page_of(report, tmp_path), "same-figures")
    marks = [[words(m) for m in item.xpath(".//mark")] for item in figures.xpath("./ul/li")]
    assert marks == [["2.1万", "六成", "21,000", "60 percent"]]
    assert words(figures.xpath("./ul/li")[0]).startswith("三国的2.1万人中六成受益")


def test_shared_quotations_are_beads_that_quote_on_both_sides(page):
    (quotations,) = by_class(page, "quotations")
    assert [words(mark) for mark in quotations.xpath(".//mark")] == [
        "“军事同盟仍是基石，但不应妨碍对话。”",
        "“Alliances stay.”",
        "“They should not block dialogue.”",
    ]


def test_names_that_differ_and_near_misses_say_who_uses_which(tmp_path):
    report = with_texts(
        document("z", ZH, Script.HANS, ["韩国总统来访。"], outlet="海岸日报"),
        document("t", ZH, Script.HANT, ["大韓民國政府。"]),
        document("e", EN, Script.LATN, ["The ROK's leader came."], outlet="Wire"),
        several_names={
            1: [Naming("c1", {"韩国": {"z": 2, "t": 1}, "大韓民國": {"t": 1}}, {"ROK": {"e": 1}})]
        },
        near_misses={1: [Naming("c2", {"总统": {"z": 1}}, {"leader": {"e": 3}, "head": {"e": 1}})]},
    )
    page = page_of(report, tmp_path)
    shown = {
        name: [words(item) for item in part.xpath(".//ul/li/ul/li")]
        for name in ("naming", "near-miss")
        for part in by_class(page, name)
    }
    assert shown == {
        "naming": ["韩国 ×3 · news/t.txt, 海岸日报", "大韓民國 ×1 · news/t.txt", "ROK ×1 · Wire"],
        "near-miss": ["总统 ×1 · 海岸日报", "leader ×3 · Wire", "head ×1 · Wire"],
    }


def test_nothing_shared_says_nothing(tmp_path):
    report = with_texts(
        document("z", ZH, Script.HANS, ["共有两人参加。"]),
        document("e", EN, Script.LATN, ["Two people came."]),
    )
    assert not by_class(page_of(report, tmp_path), "shared")


def test_corresponding_clauses_are_marked_in_their_sentences(tmp_path):
    fragment = Fragment(0, (0, 4), 0, (0, 19), 0.88)
    page = page_of(replace(REPORT, mined={}, fragments={("t1", "e2"): (fragment,)}), tmp_path)
    (pair,) = by_class(page, "comparable")
    (item,) = by_class(pair, "fragment")
    assert [words(mark) for mark in item.xpath(".//mark")] == ["雙邊關係", "Bilateral relations"]
    assert words(by_class(item, "score")[0]) == "0.88 clause"

import tmx
from corpus.model import SentencePair
from tmx.formats.tmx.verbatim import verbatim
from tmx.units.duplicates import Duplicates


def test_a_memory_is_counted(tmp_path):
    path = tmp_path / "memory.tmx"
    pairs = [
        SentencePair("两国 同意。", "Both agreed.", 0.5, topic="外交"),
        SentencePair("两国 同意。", "Both agreed.", 0.9, topic="外交"),
        SentencePair("两国 同意。", "They agreed to it.", 0.7, topic="贸易"),
    ]
    single = tmx.TranslationUnit((tmx.Variant("zh-CN", "是"), tmx.Variant("de", "ja")))
    tmx.write(path, [*map(tmx.unit_from_pair, pairs), single])
    stats = tmx.stats(path)
    assert (stats.units, stats.pairs, stats.source, stats.mean_score) == (4, 3, "zh-CN", 0.7)
    assert (stats.repeated, stats.contradicting) == (1, 1)
    assert list(stats.topics.items()) == [("外交", 2), ("贸易", 1)]
    assert (stats.scripts, stats.years) == ({"Hans": 4}, {})
    assert stats.scores == {"0.5": 1, "0.7": 1, "0.9": 1}
    assert (stats.one_sided, stats.marked, stats.noted) == (0, 0, 0)
    chinese, english = stats.languages["zh-CN"], stats.languages["en-US"]
    assert (chinese.segments, chinese.characters, chinese.longest) == (4, 16, 6)
    assert (english.segments, english.words, english.longest) == (3, 8, 18)
    assert (english.mean, english.median) == (14.0, 12)


def test_what_only_some_units_have_is_counted(tmp_path):
    path = tmp_path / "memory.tmx"
    units = [
        tmx.TranslationUnit(
            (tmx.Variant("zh-TW", "儲存檔案", '儲存<ph x="1"/>檔案'), tmx.Variant("en", "Save")),
            notes=("看",),
            attributes=(("creationdate", "20250102T000000Z"),),
        ),
        tmx.TranslationUnit((tmx.Variant("zh-TW", "無"), tmx.Variant("zh-CN", "无"))),
        tmx.TranslationUnit((tmx.Variant("zh-TW", "部分。"), tmx.Variant("zh-CN", "部分。"))),
    ]
    with verbatim(path, tmx.Header("1.4", "zh-TW", {})) as add:
        for unit in units:
            add(unit)
    stats = tmx.stats(path)
    assert (stats.one_sided, stats.marked, stats.noted) == (2, 1, 1)
    assert (stats.scripts, stats.years) == ({"Hant": 3, "Hans": 2}, {"2025": 1})
    assert stats.scores == {}


def test_a_memory_of_many_segments_is_counted_whole(tmp_path):
    path = tmp_path / "memory.tmx"
    texts = [
        ("说\u3000" * (n % 7) + ("國" if n == 301 else "人"), f"a{n} b " + "c" * (n % 5 + 1))
        for n in range(700)
    ]
    tmx.write(path, (tmx.unit_from_pair(SentencePair(*pair)) for pair in texts))
    stats = tmx.stats(path)
    for code, side in (("zh-CN", [zh for zh, _ in texts]), ("en-US", [en for _, en in texts])):
        found = stats.languages[code]
        assert found.segments == 700
        assert found.characters == sum(len("".join(text.split())) for text in side)
        assert found.words == sum(len(text.split()) for text in side)
        assert found.mean == round(sum(map(len, side)) / 700, 1)
        assert (found.median, found.longest) == (sorted(map(len, side))[349], max(map(len, side)))
    assert stats.scripts == {"Hans": 699, "Hant": 1}


def test_an_empty_memory_is_counted(tmp_path):
    path = tmp_path / "memory.tmx"
    tmx.write(path, [])
    assert tmx.stats(path).units == tmx.stats(path).pairs == tmx.stats(path).repeated == 0


def test_duplicates_are_told_from_contradictions_in_file_order():
    duplicates = Duplicates()
    texts = [("a", "1"), ("b", "1"), ("a", "2"), ("a", "1"), ("b", "1"), ("a", "2"), ("a", "3")]
    for line, (source, target) in enumerate(texts, 1):
        duplicates.add(source, target, line)
    assert duplicates.repeated() == [4, 5, 6]
    assert duplicates.contradicting() == [3, 7]


def test_a_memory_without_scores_has_no_mean_of_them(tmp_path):
    (tmp_path / "a.tsv").write_text("zh\ten\tscore\n是\tYes\t0.5\n不\tNo\t\n", encoding="utf-8")
    assert tmx.stats(tmp_path / "a.tsv").mean_score == 0.5
    (tmp_path / "a.tsv").write_text("zh\ten\n是\tYes\n", encoding="utf-8")
    assert tmx.stats(tmp_path / "a.tsv").mean_score is None

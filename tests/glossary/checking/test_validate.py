import pytest

from corpus.errors import InputError
from glossary.checking.validate import GlossaryRule, validate
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.formats.registry import write_glossary


def faults(path):
    return [(fault.rule, fault.line, fault.concept) for fault in validate(path)]


def saved(tmp_path, entries, name="g.tbx"):
    write_glossary(tmp_path / name, entries)
    return tmp_path / name


@pytest.mark.parametrize("name", ["g.tbx", "g.tsv", "g.csv", "g.xlsx"])
def test_a_sound_glossary_has_no_faults(tmp_path, name):
    entries = [
        ConceptEntry(
            "a",
            (
                TermPair("韩国", "South Korea", status=Status.PREFERRED),
                TermPair("韩国", "ROK", status=Status.APPROVED),
                TermPair("韩国", "Corea", status=Status.FORBIDDEN),
            ),
        ),
        ConceptEntry("b", (TermPair("外交", "diplomacy"),)),
    ]
    assert validate(saved(tmp_path, entries, name)) == []


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([ConceptEntry("a", (TermPair("躺平", ""),))], (GlossaryRule.EMPTY, "a")),
        ([ConceptEntry("a", (TermPair("AI", "ai"),))], (GlossaryRule.EQUAL, "a")),
        (
            [
                ConceptEntry("a", (TermPair("韩国", "South Korea"),)),
                ConceptEntry("b", (TermPair("韓國", "south Korea"),)),
            ],
            (GlossaryRule.DUPLICATE, "b"),
        ),
        (
            [
                ConceptEntry(
                    "a",
                    (
                        TermPair("韩国", "South Korea", status=Status.PREFERRED),
                        TermPair("韩国", "ROK", status=Status.PREFERRED),
                    ),
                )
            ],
            (GlossaryRule.STATUS, "a"),
        ),
    ],
)
def test_faults_of_content_are_named_with_their_concept(tmp_path, entries, expected):
    (fault,) = validate(saved(tmp_path, entries))

    assert (fault.rule, fault.concept) == expected
    assert fault.line


def test_faults_stand_at_their_lines_in_the_order_of_the_file(tmp_path):
    path = tmp_path / "g.tsv"
    rows = [
        "zh\ten\tstatus\tconcept",
        "互信\tmutual trust\tapproved\ta",
        "trust\ttrust\tapproved\tb",
        "互信\tMutual Trust\tapproved\tc",
        "",
        "互信\tmutual trust\tforbidden\ta",
        "躺平\t\tapproved\td",
    ]
    path.write_text("\n".join(rows), "utf-8")

    assert faults(path) == [
        (GlossaryRule.EQUAL, 3, "b"),
        (GlossaryRule.DUPLICATE, 4, "c"),
        (GlossaryRule.DUPLICATE, 6, "a"),
        (GlossaryRule.STATUS, 6, "a"),
        (GlossaryRule.EMPTY, 7, "d"),
    ]
    assert "stands in a (line 2), too" in validate(path)[1].message


def test_a_pair_that_is_welcome_here_and_forbidden_there_contradicts_itself(tmp_path):
    entries = [
        ConceptEntry("a", (TermPair("互信", "mutual trust", status=Status.APPROVED),)),
        ConceptEntry("b", (TermPair("互信", "mutual trust", status=Status.FORBIDDEN),)),
    ]

    found = validate(saved(tmp_path, entries, "g.tsv"))

    assert [fault.rule for fault in found] == [GlossaryRule.DUPLICATE, GlossaryRule.STATUS]
    assert found[1].message == "互信 = mutual trust is forbidden here and approved in a (line 2)"


def test_lines_that_cannot_be_read_are_named(tmp_path):
    path = tmp_path / "g.csv"
    path.write_text('zh,en,status\n外交,diplomacy,good\n互信,"x"y,\n韩国,ROK,\n', "utf-8")

    assert faults(path) == [(GlossaryRule.STRUCTURE, 2, ""), (GlossaryRule.STRUCTURE, 3, "")]


def test_what_tbx_does_not_know_is_named_with_its_line(tmp_path):
    path = tmp_path / "g.tbx"
    path.write_text(
        "<martif><text><body>\n"
        '<termEntry id="a"><langSet xml:lang="zh"><tig><term>外交</term>\n'
        '<termNote type="administrativeStatus">splendid</termNote></tig></langSet>\n'
        '<langSet xml:lang="en"><tig><term>diplomacy</term></tig></langSet></termEntry>\n'
        '<termEntry id="a"><langSet xml:lang="zh"><tig><term>互信</term></tig></langSet>\n'
        '<langSet xml:lang="en"/></termEntry>\n'
        "<termEntry/></body></text></martif>",
        "utf-8",
    )

    found = [(fault.line, fault.message) for fault in validate(path) if fault.line]
    assert found == [
        (3, "no status is called 'splendid'"),
        (5, "the id a is used twice"),
        (5, "互信 has no English"),
        (6, "a language section without terms"),
        (7, "an entry without language sections"),
    ]


def test_what_is_no_glossary_at_all_is_refused(tmp_path):
    path = tmp_path / "g.tbx"
    path.write_text("<html/>", "utf-8")

    with pytest.raises(InputError, match="no TBX"):
        validate(path)


def test_cells_of_several_terms_are_found_where_they_could_not_be_parted(tmp_path):
    path = tmp_path / "g.tsv"
    path.write_text(
        "zh\ten\n芯片\tchip/microchip\n国债|公债\tbond\n输入/输出\tinput/output\n", "utf-8"
    )
    (fault,) = validate(path)
    assert (fault.rule, fault.line) == (GlossaryRule.SEVERAL, 2)
    assert "chip | microchip" in fault.message


def test_what_is_not_translated_is_equal_and_only_that(tmp_path):
    path = tmp_path / "g.csv"
    path.write_text(
        "zh,en,Do not translate\nDataHub,DataHub,yes\npower bi,power bi,yes\n数据,DataHub,yes\n"
        "NATO,NATO,\nnato ally,nato ally,no\n,Zoom,yes\n",
        "utf-8",
    )
    assert [(fault.rule, fault.line) for fault in validate(path)] == [
        (GlossaryRule.EQUAL, 4),
        (GlossaryRule.EQUAL, 6),
    ]


def test_a_cell_that_may_list_terms_is_named_once(tmp_path):
    path = tmp_path / "g.csv"
    path.write_text(
        '中文,英文\n土豆/马铃薯,potato; spud\n潮汐表,"tide table, ebb table"\n', "utf-8"
    )
    rules = [(rule, line) for rule, line, _ in faults(path)]
    assert rules == [(GlossaryRule.SEVERAL, 2), (GlossaryRule.SEVERAL, 3)]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.sentences.splitting import segment, split
from corpus.model import Document, Language, Script


def sentences(text, language):
    return [text[start:end] for start, end in split(text, Language(language))]


@pytest.mark.parametrize(
    "expected",
    [
        ["他到了北京。", "会谈在下午举行！", "结果如何？", "没有人知道"],
        ["“我们愿意对话。”", "他这样说。"],
        ["随着一声“来吧！”的喊声，大家站了起来。"],  # goes on behind the quotation
        ["“为什么？”，他问。", "没有回答。"],
        ["他说：“我去。“", "然后走了。"],  # a closing mark the wrong way round
        ["“中国声音。 ”", "掌声响起。"],  # a space before the closing mark
        ["这是《新规定》。", "（完）"],
        ["真的吗?", "真的!", "好."],  # half-width marks
        ["增长3.5%,达到1.2万亿元。", "出口增加2.1%。"],
        ["网址是http://a.example/?p=1!x，请查看。"],
        ["他真的（？）来了。"],
        ["我……我不知道。", "算了。"],
        ["后来……", "“你是谁？”"],
        ["“好吧……”", "他转身走了。"],
        ["怎么会？！", "不可能。。。", "走吧。"],
        ['他说"可以。"', "大家同意。"],
    ],
)
def test_chinese(expected):
    assert sentences("".join(expected), "zh") == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["He came to Beijing.", "Talks began at noon!", "And then?", "Nobody knows"],
        ["Mr. Lee met Gen. J. B. Smith of the U.S. Navy.", "They talked."],
        ["He left the U.S.", "The talks ended at 5 p.m. Friday.", "It rained."],
        ["It opened at 9 a.m.", "The line was long."],
        ['"We agree," he said.', '"Do you?" she asked.', '"Yes."'],
        ["Sales rose 3.5 percent to $1.2 billion.", "See No. 5 on p. 12 for more."],
        ["Acme Inc. shares fell.", "So did those of Bolt Co.", "It was Jan. 4, 2026."],
        ["“It is done.”", "‘Is it?’", "Yes."],
        ["He paused... and went on.", "Wait...", "What?"],
        ["H. L. A. Hart wrote it.", "Dr. Kim, Ph.D., read it, e.g. in May, i.e. late."],
        ["He paid $5 (about 35 yuan.)", "It was cheap."],
        ["He calls it 务实外交。", "Others do not."],
        ["She bought it.", "iPhone sales rose."],
        ["The term (see above) is old.", "(It dates from 1990.)", "It stays."],
    ],
)
def test_english(expected):
    assert sentences(" ".join(expected), "en") == expected


def test_a_number_at_the_start_of_a_line_belongs_to_it():
    assert sentences("1. Introduction\n2. The talks", "en") == ["1. Introduction", "2. The talks"]


def test_paragraphs_are_never_joined():
    assert sentences("标题没有句号\n正文从这里开始", "zh") == ["标题没有句号", "正文从这里开始"]
    assert sentences("A title\n \nthen text", "en") == ["A title", "then text"]


MARKS = "。！？!?.…”“’‘\"' \n\u3000，,的（）()他a A1U.S"


@given(
    st.text(alphabet=st.one_of(st.sampled_from(MARKS), st.characters())), st.sampled_from(Language)
)
def test_sentences_cover_the_text_in_order(text, language):
    ranges = split(text, language)
    flat = [place for pair in ranges for place in pair]
    assert flat == sorted(flat)
    assert "".join("".join(text[a:b].split()) for a, b in ranges) == "".join(text.split())
    for start, end in ranges:
        assert text[start:end] == text[start:end].strip() != ""
        assert "\n" not in text[start:end]


def test_a_document_leaves_out_furniture_and_keeps_offsets():
    paragraphs = ("标题", "1", "第一句。第二句。", "点击查看", "第三句。")
    document = Document("id", "a.txt", Language.ZH, Script.HANS, paragraphs)
    found = segment(document, {1, 3})
    assert [sentence.text for sentence in found] == ["标题", "第一句。", "第二句。", "第三句。"]
    assert [sentence.index for sentence in found] == [0, 1, 2, 3]
    assert [sentence.paragraph for sentence in found] == [0, 2, 2, 4]
    for sentence in found:
        assert document.text[sentence.start :].startswith(sentence.text)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.sentences.splitting import segment, split
from corpus.model import Document, Language, Quotations, Script


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
        ["怎么会？！", "不可能。。。走吧。"],
        ['他说"可以。"', "大家同意。"],
        # titles, brackets, and quotations that are part of a clause
        ["他们去看了《出发吧！朋友》吗？", "没有。"],
        ["《谁是冠军？——北方篇》上映。", "影迷期待。"],
        ["他最爱《好吗？我很好。》，天天听。", "下一首是《再见！》。"],
        ["他（李雷！）走了。", "大家送他。"],
        ["公司（成立于1996年。总部在广州。）裁员。", "员工抗议。"],
        ["会议结束。", "（记者 李雷。）", "（完）"],
        ["她住在北京。", "（她生于1980年。", "她是医生。）", "她未婚。"],
        ["组织“无国界教师！联盟”今天成立。", "会员三百。"],
        ["横幅“和平！自由！”挂在墙上。", "风很大。"],
        ["主席说：“本会（《公约》！）已开始。”", "大家鼓掌。"],
        # nothing begins with a mark that cannot
        ["从为什么要修路？，转到怎样修路。", "大家同意。"],
        ["这是真的吗？；那也是真的。", "好。"],
        # names
        ["Yahoo!奇摩表示，将关闭服务。", "用户抗议。"],
        ["他在Kazoom!上班，年薪十万。", "他很满意。"],
        ["他喊Hello!", "大家回头看，没人回答。"],
        # points for full stops, as in old files of the United Nations
        ["秘书长提交了报告.", "委员会审议了报告.", "大会随后休会."],
        ["主席会见了约翰.史密斯和玛丽.琼斯.", "会谈进行了两小时."],
        ["他见了约翰.史密斯。", "会谈顺利。"],
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
        ["He met Lee (Really! The Lee!) at noon.", "It rained."],
        ["See para. 3, paras. 4 and 5, Equ. 6, cls. 7 and 8 (para. 25).", "It was clear."],
        ["The Act has a rule on it (see reg. 5. It is new) and a fee.", "It is paid."],
        ["Yahoo! Finance said so.", "He left Yahoo!", "The firm closed."],
        ["It closed at 5 p.m.", "Trading resumed later."],
        ["It closed at 5 p.m. Friday.", "It opened at 9 a.m. Beijing time.", "All went."],
        ["Chapter II. Rights of Crews"],
        ["Article VII. Fees"],
        ["IV. The talks"],
        ["It was the end.", "Section 4. Leave and Pay"],
    ],
)
def test_english(expected):
    assert sentences(" ".join(expected), "en") == expected


ELLIPSES = ["……", "…", "⋯⋯", "⋯", "‥", "...", "......", "。。。", "．．．"]


@pytest.mark.parametrize(
    "expected",
    [
        ["他沉默了{}然后离开。", "天黑了。"],
        ["「等等{}」", "她转身走了。"],
        ["他说：「真的吗{}」", "「当然。」"],
        ["他停了停{}", "“你是谁？”"],
        ["我{}我不知道。"],
        ["没有人回答{}"],
    ],
)
def test_an_ellipsis_is_one_however_it_is_typed(expected):
    for mark in ELLIPSES:
        filled = [part.format(mark) for part in expected]
        assert sentences("".join(filled), "zh") == filled


@pytest.mark.parametrize(
    ("text", "attributed", "whole"),
    [
        (
            "“走吧！天黑了。”他说。大家走了。",
            "“走吧！|天黑了。”他说。|大家走了。",
            "“走吧！天黑了。”他说。|大家走了。",
        ),
        ("「你同意嗎？」記者問道。「當然。」", "「你同意嗎？」記者問道。|「當然。」", None),
        ("“明年见！”她笑着说，“别忘了。”", "“明年见！”她笑着说，“别忘了。”", None),
        ("“好。”他转身走了。", "“好。”|他转身走了。", None),
        ("甲说：“好。”乙问：“为什么？”", "甲说：“好。”|乙问：“为什么？”", None),
    ],
)
def test_quotations_are_parted_by_convention(text, attributed, whole):
    def split_by(convention):
        return "|".join(text[a:b] for a, b in split(text, Language.ZH, convention))

    assert split_by(Quotations.ATTRIBUTED) == attributed
    assert split_by(Quotations.WHOLE) == (whole or attributed)
    assert split(text, Language.ZH) == split(text, Language.ZH, Quotations.PARTED)


def test_a_number_at_the_start_of_a_line_belongs_to_it():
    assert sentences("1. Introduction\n2. The talks", "en") == ["1. Introduction", "2. The talks"]


def test_paragraphs_are_never_joined():
    assert sentences("标题没有句号\n正文从这里开始", "zh") == ["标题没有句号", "正文从这里开始"]
    assert sentences("A title\n \nthen text", "en") == ["A title", "then text"]


MARKS = "。！？!?.…⋯‥．”“’‘「」\"' \n\u3000，,；的（）()《》[]他说a A1U.Sp.m. Yahoo!"
inner = st.text(alphabet="。！？!?…他们走了的，", max_size=20)


@given(inner, st.sampled_from(["《》", "（）", "()", "（)"]))
def test_no_sentence_ends_in_a_title_or_in_brackets(text, pair):
    line = f"他们{pair[0]}{text}{pair[1]}走了。大家都知道。"
    closing = line.index(pair[1])
    assert not any(2 < end <= closing for _, end in split(line, Language.ZH))


@given(st.text(alphabet=MARKS))
def test_no_sentence_starts_with_a_mark_that_cannot_start_one(text):
    for start, _ in split("他" + text, Language.ZH):
        line_start = ("他" + text).rfind("\n", 0, start) + 1
        assert ("他" + text)[start] not in "，、；：。" or not ("他" + text)[
            line_start:start
        ].strip()


@given(
    st.text(alphabet=st.one_of(st.sampled_from(MARKS), st.characters())),
    st.sampled_from(Language),
    st.sampled_from(Quotations),
)
def test_sentences_cover_the_text_in_order(text, language, quotations):
    ranges = split(text, language, quotations)
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

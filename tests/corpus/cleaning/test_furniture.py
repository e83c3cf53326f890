import itertools

import pytest

from corpus.cleaning.furniture import furniture
from corpus.model import Document, Language, Script


def document(name, *paragraphs, outlet="", title=""):
    return Document(name, name, Language.ZH, Script.HANS, paragraphs, title=title, outlet=outlet)


def left_out(*documents):
    """Paragraphs that are furniture, by document."""
    found = furniture(documents)
    return {d.id: [d.paragraphs[i] for i in found.get(d.id, {})] for d in documents}


BODY = tuple(
    f"{who}周三在首都会见记者时表示，两国将继续扩大贸易往来，对话的渠道始终保持畅通，双方都有诚意。"
    for who in ("外长", "总理", "部长", "议长", "大使", "主席", "委员", "专家", "学者", "代表")
)


OF_THE_PAGE = """\
1
44
（3）
04.
iv
- 3 -
③
第3页
Page 2 of 5
稿件编号：2026-0310
Ref. No. HN/2026/14
http://www.example.com/n/2026/0603/c1.htm?id=7 2026年06月03日08:12 某某日报
[1] [2] 下一页
上一页 1 2 3 4 下一页 尾页
【发表评论】【大 中 小】【打印】【关闭窗口】
[某某论坛] [打印本页] [关闭窗口]
打印 关闭窗口 大 中 小
（记者李小明）
（本报记者王芳、张一 通讯员刘二）
* * *
———
责任编辑：王小明
（责任编辑：王小明）
编辑 | 小李
打開某某新聞APP 查看更多
打开APP，阅读全文
扫一扫，关注我们的公众号
长按识别二维码
分享到：微信 微博
点击查看更多
版权所有 某某网
未经授权不得转载
来源：某某日报
2026-01-04 10:20 来源：某某网 作者：王小明
原标题：会谈周三举行
相关阅读
ADVERTISEMENT
Advertisement
Sign up for our daily newsletter.
Read more: Talks to resume
Share this article
Facebook Twitter Email
This website uses cookies to improve your experience.
© 2026 The Daily Example. All rights reserved.
Photo: Jane Doe / AFP
JANE DOE/AFP via Getty Images
Reporting by Jane Doe; Editing by John Roe
Published: Jan 4, 2026 10:20
4 min read
Editor: Jane Doe
首页 国内 国际
首頁 | 新聞 | 體育 | 娛樂
首页 > 新闻 > 正文
您的位置：首页 > 新闻
公司简介
公司简介 | 联系方法 | 招聘信息
（原标题：会谈周三举行）
▲外長會見記者。（圖／翻攝自某台）
會談在首都舉行。（圖／某報提供）
更多某某新聞
打开某某新闻 查看精彩图片
责任编辑：
Additional reporting by Jane Doe in London and John Roe
（完）
（記者 王小明）
2026年03月10日 09:15 来源：江海日报
江海网 09-12 17:42
跟贴 120 参与 3000
京公网安备11000000000001号
"""


@pytest.mark.parametrize("line", OF_THE_PAGE.splitlines())
def test_lines_of_the_page(line):
    assert left_out(document("a", "标题", line, *BODY[:3])) == {"a": [line]}


OF_THE_ARTICLE = """\
（记者协会）
（记者们）
【评论】
第一页
记者：您怎么看这次会谈？
他说：“我同意。”
乘客可以扫码进站，十分方便。
编辑部昨天搬家了。
2026年1月4日
打开窗户，外面下着雪。
他打开客户端，查看了当天的新闻，然后关上了手机。
三、会谈的成果
第一章
(c) 维持稳定，以及
来源不明的消息说，会谈已经结束。
版权
“好。”
Yes.
Chapter 1
Share prices fell on Monday after the talks.
Read more than one paper, he said.
The editor resigned.
Sign up or stay out, he said.
He asked readers to sign up for the draft.
Related parties met on Monday.
问：
Q:
The photo shows the minister with his guests.
G20
2026
更多新闻媒体加入了报道
国际经济新闻
社会文化教育
他在公司简介中写道
Reporting by local media suggests the talks failed.
以上观点为多数人所接受。
▲会议强调，各部门要认真落实，确保工作到位。
May 10, 2026
By Jane Doe
"""


@pytest.mark.parametrize("line", OF_THE_ARTICLE.splitlines())
def test_lines_of_the_article(line):
    assert left_out(document("a", "标题", *BODY[:2], line, *BODY[2:])) == {"a": []}


def between(line, texts):
    return tuple(itertools.chain.from_iterable((text, line) for text in texts))


def test_a_call_under_every_picture_is_furniture():
    assert left_out(document("a", *between("下拉继续看精彩图集", BODY[:4]))) == {
        "a": ["下拉继续看精彩图集"] * 4
    }


@pytest.mark.parametrize("line", ["“好。”", "他不说话。", "主持人：", "——没有", "# 贸易"])
def test_speech_and_refrains_that_are_repeated_stay(line):
    assert left_out(document("a", *between(line, BODY))) == {"a": []}


def test_a_refrain_among_verses_stays():
    verses = ("月亮升起来了", "风吹过山冈", "河水向东流", "船儿靠了岸", "灯火照着窗")
    assert left_out(document("a", *between("归来吧归来", verses))) == {"a": []}


def test_lines_that_documents_of_an_outlet_share():
    line = "本报记者带你看世界"
    documents = [document(f"d{n}", BODY[n], line, outlet="某报") for n in range(4)]
    other = document("other", BODY[5], line, outlet="另一家")
    assert left_out(*documents, other) == {f"d{n}": [line] for n in range(4)} | {"other": []}


def test_without_outlet_more_documents_are_needed():
    line = "本报记者带你看世界"
    documents = [document(f"d{n}", BODY[n], line) for n in range(7)]
    assert not any(left_out(*documents[:4]).values())
    assert all(left_out(*documents).values())


@pytest.mark.parametrize(
    ("sentence", "of_the_page"),
    [
        ("本法自公布之日起施行。", False),
        ("本办法由港务局负责解释。", False),
        ("This Act shall come into force on the day of its promulgation.", False),
        ("某报创办于一九五〇年，每日出版。", True),
        ("凡本报记者署名文章，未经许可不得转载。", True),
        ("The views in this article are those of its author.", True),
    ],
)
def test_a_sentence_that_documents_share_is_furniture_if_it_speaks_of_the_page(
    sentence, of_the_page
):
    documents = [
        document(f"d{n}", *(f"{n}号{text}" for text in BODY), sentence, outlet="某报")
        for n in range(7)
    ]
    assert all(left_out(*documents).values()) is of_the_page


def test_versions_of_one_article_keep_their_text():
    versions = [document(f"v{n}", *BODY[:4], f"更新{n}：会谈结束", outlet="某报") for n in range(6)]
    others = [document(f"o{n}", BODY[4 + n], BODY[9][: 20 + n], outlet="某报") for n in range(4)]
    assert not any(left_out(*versions, *others).values())


def test_speech_shared_by_documents_stays():
    documents = [
        document(f"d{n}", text, "“是的。”", "“好！”", outlet="小说") for n, text in enumerate(BODY)
    ]
    assert not any(left_out(*documents).values())


ACTS = ("渔船", "茶园", "桥梁", "图书", "水井", "果树", "帆布")


@pytest.mark.parametrize(
    "heading",
    [
        "第一章 总则",
        "第 1 条",
        "第三节",
        "一、目的",
        "（一）",
        "附则",
        "Chapter I General",
        "Article 1",
    ],
)
def test_headings_that_acts_share_stay(heading):
    acts = [
        document(act, f"{act}管理法", heading, f"{act}应于每年一月登记。", f"{act}归港务局管理。")
        for act in ACTS
    ]
    assert not any(left_out(*acts).values())
    assert left_out(document("a", *between(heading, BODY))) == {"a": []}


def test_headings_without_numbers_that_acts_share_stay():
    acts = [
        document(
            act,
            f"{act}管理法",
            "总则",
            f"{act}应登记。",
            "附则",
            f"{act}归港务局管。",
            title=f"{act}管理法",
        )
        for act in ACTS
    ]
    assert not any(left_out(*acts).values())


def test_a_shared_line_within_the_text_is_furniture_if_it_speaks_of_the_page():
    documents = [
        document(
            f"d{n}",
            f"标题{n}",
            text,
            "下载江海客户端",
            BODY[9 - n],
            outlet="某报",
            title=f"标题{n}",
        )
        for n, text in enumerate(BODY[:4])
    ]
    assert all(lines == ["下载江海客户端"] for lines in left_out(*documents).values())


def test_a_title_stays():
    documents = [
        document(f"d{n}", "每日评论", text, outlet="某报", title="每日评论")
        for n, text in enumerate(BODY)
    ]
    assert not any(left_out(*documents).values())


def test_the_order_of_documents_makes_no_difference():
    line = "本报记者带你看世界"
    documents = [document(f"d{n}", BODY[n], line, "1", outlet="某报") for n in range(4)]
    expected = furniture(documents)
    for order in itertools.permutations(documents):
        assert furniture(order) == expected
    assert furniture([*documents, documents[0]]) == expected

"""Lines that pages carry and articles do not say, as a small list in both languages, by kind.

kind_of(line) -> "a caption" | "navigation" | … | ""

Each pattern must match a whole line; Chinese ones are matched against the simplified form. What
is added here must not be able to match a sentence of an article: when in doubt, leave it out,
since a line that stands in several documents of an outlet is found without a pattern, and users
have lists of their own (`corpus.cleaning.lists`).
"""

import re
from functools import cache

# A name, a list of names, or a source behind a label: short, and no sentence.
_NAMES = r"[^。！？!?]{1,30}"
_REST = r"[^。！？!?]{0,30}"
_APPS = r"(?:APP|App|app|客户端|网易新闻|今日头条|腾讯新闻|微信|微博|原文|全文|图片|视频|更多|详情)"

_PICTURES = r"(?:图片?|照片?|资料照片?|摄影?|影像|影片|视频|翻摄|截图|画面)"
_SECTION = (
    r"(?:首页|要闻|新闻|时政|国内|国际|社会|财经|经济|金融|股票|体育|娱乐|科技|数码|军事|汽车|房产|教育"
    r"|健康|文化|历史|旅游|时尚|女性|美食|游戏|图片|视频|直播|论坛|博客|微博|专题|评论|地方|台湾|港澳|海外"
    r"|华人|法治|法律|生活|读书|公益|滚动|即时|政治|两岸|全球|产经|股市|运动|艺文|影视|综艺|明星|电影|音乐"
    r"|家居|母婴|彩票|手机|移动|数据|互联网|更多)"
)
_ABOUT_US = (
    r"(?:关于我们|公司简介|网站简介|本站简介|联系我们|联系方[法式]|招聘信息|诚聘英才|人才招聘|客户服务|隐私(?:政策"
    r"|声明|保护|条款)|广告服务|广告刊例|网站地图|站点地图|法律声明|网站声明|服务条款|服务协议|用户协议|帮助中心"
    r"|加入我们|友情链接|意见反馈|设为首页|加入收藏|回首页|返回首页|手机版|电脑版|客户端下载|订阅服务|合作伙伴"
    r"|商务合作|网站律师|举报中心)"
)

_BUTTON = (
    r"(?:(?:发表|我要|查看|网友)评论|打印(?:本[页文稿])?|关闭(?:窗口|本页|页面)?|收藏(?:本[页文])?|纠错|投稿"
    r"|推荐给?(?:朋友|好友)|字[体号][:：]?|[大中小]|放大|缩小|复制(?:链接|网址)|转发|分享|返回(?:首页|顶部|列表)?"
    r"|进入论坛|论坛)"
)
_SURE_BUTTON = r"(?:打印|关闭窗口|关闭本页|发表评论|我要评论)"
_PAGES = r"(?:[上下]一?页|首页|[尾末]页|第一页|最后一页|共\s*\d{1,3}\s*页|全文|…|\.{2,3})"
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "肖闫施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹"
)
_REPORTERS = (
    rf"(?:记者|通讯员)\s*[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}"
    rf"(?:\s*[、,，\s]\s*[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})*"
)
REFERENCE = re.compile(
    r"(?:稿件|文件|文稿|文档|稿|档案|项目|订单)?(?:编号|文号|稿号)\s*[:：]\s*[^\s，。；！？]{1,40}"
    r"|(?i:(?:our |your )?(?:ref(?:erence)?|file|document|doc|manuscript|job|project)\.? ?"
    r"(?:no|number|id|code)\b\.?|(?:our |your )?ref(?:erence)?\.?|no\.)\s*[:：]\s*"
    r"[\w./#-]*\d[\w./#-]*|(?i:ref(?:erence)?\.? (?:no|number)\b\.?) ?[\w./#-]*\d[\w./#-]*"
)
"""The number of a file among those of who keeps it; Chinese in simplified form."""

_CHINESE: dict[str, tuple[str, ...]] = {
    "a credit": (
        rf"[\[【（(]?\s*(?:【?纠错】?\s*)?(?:本文|本期|值班|责任|执行|网络|新媒体)?"
        rf"(?:责编|编辑|编审|校对|审核|监制|总监制|主编|统筹|排版|美编)\s*[:：丨|/]\s*{_REST}",
        rf"[\[【（(]?\s*(?:文章|稿件|信息|图片|视频)?来源\s*[:：丨|]\s*{_NAMES}",
        rf"[\[【（(]?\s*(?:作者|撰文|图源|供图|制图|摄影|文字|海报|剪辑)\s*[:：丨|]\s*{_NAMES}",
        r"[\[【（(]?\s*(?:图|文|图文|文图)\s*[/／丨|]\s*[^，。！？]{1,20}",
        r"[\[【（(]\s*原标题\s*[:：][^）)】\]]{1,80}[）)】\]]|原标题\s*[:：][^。]{1,60}",
        r"[（(]?(?:\S{2,6}[社网报])?(?:记者|通讯员)?\s*\S{2,4}\s+摄\s*[）)]?|[（(]\S{2,6}社发.{0,12}[）)]",
        r"本文(?:转自|来自|首发于|原载|选自|摘自|来源)[^。！？]{1,40}。?",
    ),
    "a caption": (
        rf"[▲△▼▽]?.{{0,150}}[（(]\s*{_PICTURES}(?:来源|提供)?\s*[/／:：丨|]\s*[^）)]{{1,40}}[）)]。?",
        rf"[▲△▼▽].{{1,150}}[（(]\s*{_PICTURES}[^）)]{{0,40}}[）)]。?",
        rf"[（(]?(?:资料)?{_PICTURES}(?:来源|提供)?\s*[/／:：丨|]\s*[^。！？]{{1,40}}[）)]?",
        r"[（(]?(?:资料图|资料照片?|视频截图|网络图片?|示意图)[^。！？]{0,20}[）)]?",
    ),
    "a call to the reader": (
        rf"(?:请|请您)?(?:点击|打开|下载|前往|进入)[^，。！？]{{0,15}}{_APPS}[^，。！？]{{0,15}}"
        r"(?:[，,]\s*(?:阅读|查看|观看|收看|了解|参与)[^，。！？]{0,10})?",
        r"(?:请|请用|使用)?(?:微信|手机|长按)?(?:扫码|扫一扫|扫描|识别)[^，。！？]{0,20}"
        r"[，,]?(?:二维码|关注|下载|阅读|观看|查看|分享|加入|进群)[^。！？]{0,15}",
        r"(?:长按|识别|扫描)[^，。！？]{0,10}二维码[^。！？]{0,15}",
        rf"(?:欢迎|敬请)?关注[^，。！？]{{0,15}}(?:公众号|微信号|视频号|官方微博|客户端){_REST}",
        rf"(?:点击|戳)(?:查看|阅读|进入|下载|关注|这里|此处|上方|下方|图片|链接|收听|观看){_REST}",
        rf"分享(?:到|至|给)\s*[:：]?\s*(?:微信|微博|朋友圈|QQ|好友|新浪|腾讯|豆瓣|{_APPS}|$){_REST}",
        r"(?:返回搜狐，查看更多|返回(?:顶部|首页|列表)|阅读(?:全文|原文)|查看(?:全文|原文|更多)"
        r"|展开(?:全文|阅读全文)|显示全文|加载更多|点击展开|收起|举报|反馈|我要纠错|打印|收藏|广告)",
        rf"(?=.*{_SURE_BUTTON})(?:[\[【][^\[\]【】]{{1,12}}[\]】]\s*)+",
        rf"(?:[\[【(（]?{_BUTTON}[\]】)）]?[\s|｜丨·/／]+){{2,}}[\[【(（]?{_BUTTON}[\]】)）]?",
        r"更多(?:精彩|资讯|内容|详情)[^。！？]{0,10}(?:请|欢迎|点击|关注|下载|扫码)[^。！？]{0,40}",
    ),
    "navigation": (
        rf"{_SECTION}(?:[\s|丨·>＞»›/／、]+{_SECTION}){{2,}}[\s|丨·>＞»›/／、]*",
        rf"{_ABOUT_US}(?:[\s|丨·/／]+(?:{_ABOUT_US}|{_SECTION}))*[\s|丨·/／]*",
        r"(?:(?:您|你)(?:的|现在的|所在的?)|当前|所在)位置\s*[:：].{0,80}|首页\s*[>＞»›/／].{0,80}",
    ),
    "an end mark": (r"[（(【\[\-—\s]+(?:全文|本文)?(?:完|终)[）)】\]\-—\s]+|(?:全文|本文)完",),
    "a pointer to other texts": (
        r"[>＞»★◆▶►※☆]*\s*(?:看)?更多[^，。！？了在被将加]{0,12}(?:新闻|报道|报导|内容|资讯|文章|精彩|消息)"
        r"\s*[>＞»:：]*",
        r"跟贴\s*\d+.{0,30}|\d+\s*(?:人|条)?(?:跟贴|评论|参与)|网友评论仅供.{0,40}",
        r"(?:相关(?:阅读|新闻|链接|报道|推荐|文章|专题)|延伸阅读|推荐阅读|热门推荐|为您推荐|猜你喜欢"
        r"|更多(?:精彩|新闻|内容)|网友评论|最新评论|热点排行|热门文章|精彩推荐|大家都在看)\s*[:：>》]*",
        r"(?:上一篇|下一篇|上一页|下一页|上一条|下一条)\s*[:：]?[^。！？]{0,40}",
        r"(?:阅读|浏览|评论|点赞|转发|分享)(?:数|量)?\s*[:：]?\s*[\d.,万]+\+?",
        r"字[号体]\s*[:：]?\s*(?:[超特大中小标准]\s*)*",
        rf"(?=.*[上下尾末]一?页)(?:[\[【]?\s*(?:\d{{1,3}}|{_PAGES})\s*[\]】]?[\s|｜丨·]*){{2,}}",
    ),
    "a by-line": (
        REFERENCE.pattern,
        rf"[（(]\s*(?:本[报网台刊]|见习|实习|特约|驻站|\S{{2,6}}[社网报])?{_REPORTERS}"
        rf"(?:\s*[,，;；、]?\s*(?:见习|实习|特约)?{_REPORTERS})*\s*[）)]",
        r"(?:发布时间|更新时间|发稿时间|发表于|发布于)\s*[:：]?\s*[\d年月日:：\-/. ]+",
        r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
        rf"(?:\s*(?:来源|作者|编辑)\s*[:：]?{_REST})?",
    ),
    "a notice": (
        r".{0,30}版权所有.{0,60}",
        r"(?:本文|本网|本站|未经).{0,30}(?:授权|许可|同意).{0,20}(?:不得|禁止|严禁|谢绝)"
        r"(?:擅自|任何)?.{0,4}(?:转载|使用|复制|摘编|镜像|传播).{0,20}",
        r".{0,20}转载请(?:注明|联系).{0,40}",
        r"(?:(?:特别|免责|版权|郑重)声明\s*[:：]|声明\s*[:：]\s*(?:本文|以上|本站|本网)).{0,200}",
        r"以上(?:内容|观点|图文|文章)(?:仅代表|仅为|不代表|来自|来源)[^。！？]{0,80}。?",
        r".{0,20}公网安备.{0,30}|.{0,12}(?:违法|不良)(?:和不良)?信息举报.{0,60}",
        r"[^，。！？]{0,20}(?:经营|传播视听节目|新闻信息服务|节目制作).{0,6}许可证[^，。！？]{0,12}\d[^，。！？]{0,30}",
        r"[^，。！？]{0,10}ICP[备证].{0,40}",
    ),
}

_SOCIAL = (
    r"(?:Share|Tweet|Facebook|Twitter|X|LinkedIn|WhatsApp|WeChat|Weibo|Telegram|Reddit|Pinterest"
    r"|Email|E-mail|Print|Copy link|Link copied|Save|Comments?|Bookmark)"
)
_AGENCIES = r"(?:AFP|Reuters|REUTERS|Getty Images|AP|Xinhua|EPA|EPA-EFE|Yonhap|CFP|VCG|Bloomberg)"

_CREDIT = (
    r"(?:[A-Z][\w'’-]*|and|in|for|at|of|by|the|with|additional|reporting|editing|writing|newsroom"
    r"|bureau)"
)

_ENGLISH: dict[str, tuple[str, ...]] = {
    "an end mark": (r"[\[(]\s*(?i:ends?|the end)\s*[\])]|ENDS?|-\s?30\s?-|-?\s?(?i:ends)\s?-",),
    "an advertisement": (
        r"(?i:advertisements?|sponsored(?: content)?|promoted(?: content)?|ad)",
        r"(?i:(?:article|story) continues (?:below|after)"
        r"(?: (?:this )?(?:the )?(?:advertisement|ad))?)\.?",
    ),
    "a call to the reader": (
        r"(?i:sign up|subscribe|register)(?: here| now| today| free)?(?i: (?:for|to)) [^.!?]{0,80}"
        r"(?i:newsletters?|e-?mails?|alerts|briefing|updates|inbox|channel|podcast)\b"
        r"[^.!?]{0,60}[.!]?",
        r"(?i:subscribe|sign up|log in|sign in|register|menu|search|close|loading|comments?"
        r"|leave a comment|view comments|show comments|back to top|skip to (?:main )?content"
        r"|listen)"
        r"(?i: now| today| here)?\s?[…>»!]*",
        r"(?i:get (?:the|our|your) [^.!?]{0,80} (?:in|to) your inbox)[^.!?]{0,40}[.!]?",
        r"(?i:(?:click|tap) here (?:to|for) )[^.!?]{1,80}[.!]?",
        r"(?i:download (?:our|the) [^.!?]{0,30}app\b)[^.!?]{0,60}[.!]?",
        r"(?i:follow (?:us|@\w+|[\w ]{1,30}) on (?:facebook|twitter|x|instagram|wechat|weibo"
        r"|telegram|whatsapp|google news|youtube|tiktok)\b)[^.!?]{0,80}[.!]?",
        r"(?i:scan the qr code )[^.!?]{0,60}[.!]?",
        rf"(?:{_SOCIAL}[\s|,·/•]*)+",
        r"(?i:share (?:this|the) (?:article|story|page|post|news)|share (?:on|via|to)\b)"
        r"[^.!?]{0,60}[.!]?",
    ),
    "a pointer to other texts": (
        r"(?i:read (?:more|also|next|on)|see also|also read|related|more on this story|recommended"
        r"|more from [\w .]{1,30}|you (?:may|might) also like|most (?:read|popular|viewed)"
        r"|trending(?: now)?|up next|editors?['’]?s? picks?|don['’]t miss|latest news|top stories"
        r"|related (?:articles?|stories|news|topics|posts|coverage|content))\s*[.…>»]*",
        r"(?i:read more|read also|read next|also read|see also|related(?: \w+)?|watch|listen)"
        r"\s*[:>»|].{1,150}",
        r"(?i:read (?:the )?(?:full|original|complete) (?:story|article|report|text)(?: here)?)\W*",
    ),
    "a notice": (
        r"(?i:(?:this|our) (?:web)?site uses cookies|we (?:and our partners )?use cookies"
        r"|by (?:clicking|continuing|using) [^.]{0,80}cookies|accept (?:all )?cookies"
        r"|cookie (?:policy|settings|notice)).{0,300}",
        r".{0,100}(?i:all rights reserved)\.?.{0,120}",
        r"(?:©|(?:\(c\)|(?i:copyright))\s*(?:©|\(c\))?\s*\d{4}).{0,200}",
        r"(?i:this (?:material|content|article) may not be (?:published|reproduced|redistributed))"
        r".{0,120}",
        r"(?i:terms of (?:use|service)|privacy policy|contact us|about us)"
        r"(?:\s*[|·•/]\s*[\w ]{1,30})*",
    ),
    "a credit": (
        r"[\[(]?\s*(?i:photo|image|picture|photograph|video|graphic)s?"
        r"(?: ?(?i:credits?|source|courtesy|by))?\s*[:/]\s*[^.!?]{1,60}[.)\]]*",
        r"[\[(]?\s*(?i:(?:photo|image|picture|video)s? (?:by|courtesy of)) [^.!?]{1,60}[.)\]]*",
        r"[\[(]?\s*(?i:(?:web |copy |managing |responsible )?editors?|source|credit|proofreader)"
        r"\s*:\s*"
        r"[^.!?]{1,60}[.)\]]*",
        rf"[^.!?:]{{1,50}}\s?[/|]\s?{_AGENCIES}(?:[ /|,].{{0,40}})?[)\]]?",
        r"[\[(]?(?:Additional )?[Rr]eporting by [^.!?]{1,160}[Ee]dit(?:ing|ed) by .{1,80}",
        r"[\[(]?(?:(?:[Aa]dditional |[Ff]urther )?[Rr]eporting|[Ww]riting|[Ee]diting|[Ee]dited"
        r"|[Cc]ompiled|[Tt]ranslated|[Pp]roduced)(?: and [a-z]+)? by "
        rf"{_CREDIT}(?:[\s,;&/.]+{_CREDIT}){{0,40}}[\s.)\]]*",
        r"[A-Z][\w .,'’-]{2,100} contributed (?:to this|reporting)[^!?]{0,60}",
        r"Our [Ss]tandards: .{1,80}",
        r"(?:This|The above) (?:article|story|post) (?:was |is )?(?:first|originally) [^!?]{1,120}",
        r"Notice: The (?:above )?content.{1,300}",
        r"Home\s*[>»›/]\s*.{1,80}",
        r"\d{1,3}[ -]min(?:ute)?s?(?: |-)read",
        r"(?i:published|updated|posted|last (?:updated|modified)|first published)"
        r"(?: (?:at|on))?\s?:?\s?[^.!?]{0,30}\d[^!?]{0,40}",
    ),
}

_NUMERAL = r"(?:\d{1,3}|[ivx]{1,5}|[①-⑳㉑-㊿❶-❿])"
NUMBERING = re.compile(
    rf"[（(【\[<《#\-–—·\s]*{_NUMERAL}\s*(?:[/／]\s*\d{{1,3}})?[)）】\]>》.．、。:：\-–—·\s]*"
    r"|第\s*\d{1,3}\s*[页頁](?:\s*[,，/共]*\s*共?\s*\d{1,3}\s*[页頁])?"
    r"|[Pp]age \d{1,3}(?: of \d{1,3})?"
)
"""A number that stands alone: of a paragraph, a picture, a page."""

SEPARATOR = re.compile(r"[\s*＊·•\-–—―=_~#◆◇■□▲△●○▼▽☆★※❖|]+")
"""A line that only separates: * * *"""

ABOUT_THE_PAGE = re.compile(
    "转载|版权|授权|客户端|公众号|视频号|微信|微博|二维码|扫码|下载|订阅|关注|投稿|邮箱|热线|爆料"
    "|来源|作者|观点|立场|免责|声明|点击|链接|网站|登录|注册|评论|广告|分享|读者|频道|栏目|更多"
    "|记者|编辑|本(?:报|网|站|刊|台|平台|公众号)"
    r"|(?i:\b(?:copyright|rights reserved|republish|reprint|reproduc|subscri|newsletter"
    r"|sign(?:ing)? up|follow us|download|apps?\b|click|web ?site|this site|e-?mail|contact us"
    r"|editors?\b|edited|reporters?\b|reporting|correspondent|journalis|views|opinions?|authors?\b"
    r"|advertis|sponsor|cookie|privacy|donat|our (?:work|readers|members)|comments?\b|readers?\b"
    r"|read more\b|podcast|channel|facebook|twitter|instagram|whatsapp|telegram|wechat|weibo"
    r"|(?:stor(?:y|ies)|article) (?:is|was|has)))"
)
"""What a sentence on a page is about if it belongs to the page; Chinese in simplified form."""

_KINDS = {
    kind: "|".join(f"(?:{each})" for each in (*_CHINESE.get(kind, ()), *english))
    for kind, english in (dict.fromkeys(_CHINESE, ()) | _ENGLISH).items()
}
_ANY = re.compile("|".join(_KINDS.values()))
LONGEST = 300
"""Characters: no pattern matches a longer line."""


def kind_of(line: str) -> str:
    """What a line of the list is: a credit, a caption, navigation …; empty if none matches it.

    Args:
        line: Chinese in simplified form.
    """
    if len(line) > LONGEST or not _ANY.fullmatch(line):
        return ""
    return next(kind for kind in _KINDS if _pattern(kind).fullmatch(line))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Made where a line is of some kind: making all takes 20 ms, which most commands need not."""
    return re.compile(_KINDS[kind])

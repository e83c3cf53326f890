"""Lines that pages carry and articles do not say, as a small list in both languages.

Each pattern must match a whole line; Chinese ones are matched against the simplified form. What
is added here must not be able to match a sentence of an article: when in doubt, leave it out,
since a line that stands in several documents of an outlet is found without a pattern.
"""

import re

# A name, a list of names, or a source behind a label: short, and no sentence.
_NAMES = r"[^。！？!?]{1,30}"
_REST = r"[^。！？!?]{0,30}"
_APPS = r"(?:APP|App|app|客户端|网易新闻|今日头条|腾讯新闻|微信|微博|原文|全文|图片|视频|更多|详情)"

_CHINESE = (
    # who made it
    rf"[\[【（(]?\s*(?:【?纠错】?\s*)?(?:本文|本期|值班|责任|执行|网络|新媒体)?"
    rf"(?:责编|编辑|编审|校对|审核|监制|总监制|主编|统筹|排版|美编)\s*[:：丨|/]\s*{_NAMES}",
    rf"[\[【（(]?\s*(?:文章|稿件|信息|图片|视频)?来源\s*[:：丨|]\s*{_NAMES}",
    rf"[\[【（(]?\s*(?:作者|撰文|图源|供图|制图|摄影|文字|海报|剪辑)\s*[:：丨|]\s*{_NAMES}",
    r"[\[【（(]?\s*(?:图|文|图文|文图)\s*[/／丨|]\s*[^，。！？]{1,20}",
    r"原标题\s*[:：].{1,80}",
    # what the reader is asked to do
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
    # what else there is
    r"(?:相关(?:阅读|新闻|链接|报道|推荐|文章|专题)|延伸阅读|推荐阅读|热门推荐|为您推荐|猜你喜欢"
    r"|更多(?:精彩|新闻|内容)|网友评论|最新评论|热点排行|热门文章|精彩推荐|大家都在看)\s*[:：>》]*",
    r"(?:上一篇|下一篇|上一页|下一页|上一条|下一条)\s*[:：]?[^。！？]{0,40}",
    r"(?:阅读|浏览|评论|点赞|转发|分享)(?:数|量)?\s*[:：]?\s*[\d.,万]+\+?",
    r"字[号体]\s*[:：]?\s*(?:[超特大中小标准]\s*)*",
    # when, with the time or the source
    r"(?:发布时间|更新时间|发稿时间|发表于|发布于)\s*[:：]?\s*[\d年月日:：\-/. ]+",
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
    rf"(?:\s*(?:来源|作者|编辑)\s*[:：]?{_REST})?",
    # whose it is
    r".{0,30}版权所有.{0,60}",
    r"(?:本文|本网|本站|未经).{0,30}(?:授权|许可|同意).{0,20}(?:不得|禁止|严禁|谢绝)"
    r"(?:擅自|任何)?.{0,4}(?:转载|使用|复制|摘编|镜像|传播).{0,20}",
    r".{0,20}转载请(?:注明|联系).{0,40}",
    r"(?:特别声明|免责声明|版权声明)\s*[:：].{0,200}",
    r"[^，。！？]{0,10}ICP[备证].{0,40}",
)

_SOCIAL = (
    r"(?:Share|Tweet|Facebook|Twitter|X|LinkedIn|WhatsApp|WeChat|Weibo|Telegram|Reddit|Pinterest"
    r"|Email|E-mail|Print|Copy link|Link copied|Save|Comments?|Bookmark)"
)
_AGENCIES = r"(?:AFP|Reuters|REUTERS|Getty Images|AP|Xinhua|EPA|EPA-EFE|Yonhap|CFP|VCG|Bloomberg)"

_ENGLISH = (
    r"(?i:advertisements?|sponsored(?: content)?|promoted(?: content)?|ad)",
    r"(?i:(?:article|story) continues (?:below|after)"
    r"(?: (?:this )?(?:the )?(?:advertisement|ad))?)\.?",
    # what the reader is asked to do
    r"(?i:sign up|subscribe|register)(?: here| now| today| free)?(?i: (?:for|to)) [^.!?]{0,80}"
    r"(?i:newsletters?|e-?mails?|alerts|briefing|updates|inbox|channel|podcast)\b[^.!?]{0,60}[.!]?",
    r"(?i:subscribe|sign up|log in|sign in|register|menu|search|close|loading|comments?"
    r"|leave a comment|view comments|show comments|back to top|skip to (?:main )?content|listen)"
    r"(?i: now| today| here)?\s?[…>»!]*",
    r"(?i:get (?:the|our|your) [^.!?]{0,80} (?:in|to) your inbox)[^.!?]{0,40}[.!]?",
    r"(?i:(?:click|tap) here (?:to|for) )[^.!?]{1,80}[.!]?",
    r"(?i:download (?:our|the) [^.!?]{0,30}app\b)[^.!?]{0,60}[.!]?",
    r"(?i:follow (?:us|@\w+|[\w ]{1,30}) on (?:facebook|twitter|x|instagram|wechat|weibo|telegram"
    r"|whatsapp|google news|youtube|tiktok)\b)[^.!?]{0,80}[.!]?",
    r"(?i:scan the qr code )[^.!?]{0,60}[.!]?",
    rf"(?:{_SOCIAL}[\s|,·/•]*)+",
    r"(?i:share (?:this|the) (?:article|story|page|post|news)|share (?:on|via|to)\b)"
    r"[^.!?]{0,60}[.!]?",
    # what else there is
    r"(?i:read (?:more|also|next|on)|see also|also read|related|more on this story|recommended"
    r"|more from [\w .]{1,30}|you (?:may|might) also like|most (?:read|popular|viewed)"
    r"|trending(?: now)?|up next|editors?['’]?s? picks?|don['’]t miss|latest news|top stories"
    r"|related (?:articles?|stories|news|topics|posts|coverage|content))\s*[.…>»]*",
    r"(?i:read more|read also|read next|also read|see also|related(?: \w+)?|watch|listen)"
    r"\s*[:>»|].{1,150}",
    r"(?i:read (?:the )?(?:full|original|complete) (?:story|article|report|text)(?: here)?)\W*",
    # notices
    r"(?i:(?:this|our) (?:web)?site uses cookies|we (?:and our partners )?use cookies"
    r"|by (?:clicking|continuing|using) [^.]{0,80}cookies|accept (?:all )?cookies"
    r"|cookie (?:policy|settings|notice)).{0,300}",
    r".{0,100}(?i:all rights reserved)\.?.{0,120}",
    r"(?:©|(?:\(c\)|(?i:copyright))\s*(?:©|\(c\))?\s*\d{4}).{0,100}",
    r"(?i:this (?:material|content|article) may not be (?:published|reproduced|redistributed))"
    r".{0,120}",
    r"(?i:terms of (?:use|service)|privacy policy|contact us|about us)(?:\s*[|·•/]\s*[\w ]{1,30})*",
    # who made it, and when
    r"[\[(]?\s*(?i:photo|image|picture|photograph|video|graphic)s?"
    r"(?: ?(?i:credits?|source|courtesy|by))?\s*[:/]\s*[^.!?]{1,60}[.)\]]*",
    r"[\[(]?\s*(?i:(?:photo|image|picture|video)s? (?:by|courtesy of)) [^.!?]{1,60}[.)\]]*",
    r"[\[(]?\s*(?i:(?:web |copy |managing |responsible )?editors?|source|credit|proofreader)\s*:\s*"
    r"[^.!?]{1,60}[.)\]]*",
    rf"[^.!?:]{{1,50}}\s?[/|]\s?{_AGENCIES}(?:[ /|,].{{0,40}})?[)\]]?",
    r"[\[(]?(?:Additional )?[Rr]eporting by [^.!?]{1,160}[Ee]dit(?:ing|ed) by .{1,80}",
    r"\d{1,3}[ -]min(?:ute)?s?(?: |-)read",
    r"(?i:published|updated|posted|last (?:updated|modified)|first published)"
    r"(?: (?:at|on))?\s?:?\s?[^.!?]{0,30}\d[^!?]{0,40}",
)

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

PATTERNS = re.compile("|".join(f"(?:{pattern})" for pattern in (*_CHINESE, *_ENGLISH)))
LONGEST = 300
"""Characters: no pattern matches a longer line."""

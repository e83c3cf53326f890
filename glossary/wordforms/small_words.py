"""Small words, and where a term may have them: at its edges, inside, or nowhere."""

_CHINESE_STOP_WORDS = """
的 了 着 过 地 得 之 其 所 者 们 等 等等 是 为 在 于 和 与 及 以及 或 或者 并
并且 而 而且 但 但是 则 且 也 都 就 才 又 再 还 很 更 最 太 不 没 没有 未 无 非
被 把 将 由 从 自 自从 向 往 到 对 对于 关于 至 至于 跟 同 比 让 使 令 给 用 以
因 因为 由于 所以 因此 因而 如 如果 若 若是 虽 虽然 尽管 即 即使 只 只有 只要
仅 仅仅 除 除了 除非 按 按照 根据 依 依照 经 经过 通过 随 随着 沿 沿着 当 当时
这 那 此 该 各 每 某 本 哪 谁 何 什么 怎么 怎样 如何 为何 为什么 这个 那个 这些
那些 这样 那样 这种 那种 这里 那里 这儿 那儿 我 你 您 他 她 它 我们 你们 他们
她们 它们 咱们 自己 大家 人们 有 有些 有的 有人 具有 一 一个 一些 一种 一样
一般 一直 一定 一起 一旦 一切 两 几 多 少 多少 许多 很多 不少 大多 大部分 多数
个 位 名 次 种 项 件 条 份 张 些 点 里 上 下 中 内 外 前 后 间 旁 边 时 时候
以来 以后 以前 之后 之前 之间 之一 之中 之下 之上 以上 以下 以内 以外 期间 同时
可 可以 可能 能 能够 会 要 需 需要 应 应该 应当 必须 必 得到 想 愿 愿意 敢 肯
已 已经 曾 曾经 正 正在 刚 刚刚 即将 便 却 吗 呢 吧 啊 呀 嘛 啦 哦 说 称 指出
表示 认为 看 看到 来 去 起来 下来 出来 成为 作为 称为 叫 叫做 包括 例如 比如
譬如 其中 其他 其它 其余 另 另外 另一 此外 然而 然后 于是 接着 此时 现在 目前
今天 昨天 明天 今年 去年 明年 日前 近日 那么 这么 多么 非常 十分 特别 尤其 更加
越 越来越 逐渐 不断 甚至 甚而 乃至 几乎 大约 大概 约 左右 仍 仍然 依然 还是
还有 总 总是 往往 常 常常 经常 有时 不是 不会 不能 不要 不同 就是 也是 都是
而是 只是 是否 能否 既 既然 无论 不论 不管 任何 所有 全部 整个 凡 月 日 年 号
分 秒 万 亿 千 百 十 第一 第二 第三 二 三 四 五 六 七 八 九 〇 零 元
岁 倍 起 止 进行 予以 给予 加以 使得 造成 导致 出现 发生 存在 属于
位于 处于 来自 直到 直至 截至 比较 相当 相对 向着 朝 朝着 凭 靠 与其 不仅 不但
不过 何时 何处 首先 其次 最后 最终 总之 换言之 事实上 实际上 真正 真的 确实
显然 当然 也许 或许
"""
CHINESE_STOP_WORDS = frozenset(_CHINESE_STOP_WORDS.split())
"""Words that a Chinese term neither starts nor ends with, but for the exceptions below."""

_CHINESE_OPENINGS = """
非 未 无 有 可 已 经 最 总 对 对于 关于 以 于 在 由 与 或 除 应 将 不 没有
多 各 全 全部 其他 其它 特别 最终 最后 相对 自 自己 首先 第一 第二 第三 二 三
四 五 六 七 八 九 一 一个 两 同时 整个 上 下 前 后 内 外 中 大多 因 比较
真正 点 次
"""
CHINESE_OPENINGS = frozenset(_CHINESE_OPENINGS.split())
"""Stop words that a Chinese term starts with all the same: 非利息收入, 可再生能源, 最终需求."""

_CHINESE_CLOSINGS = """
会 日 者 度 号 点 期间 起来 看 前 后 中 上 下 内 外
"""
CHINESE_CLOSINGS = frozenset(_CHINESE_CLOSINGS.split())
"""Stop words that it ends with all the same: 简报会, 公益日."""

_CHINESE_BARRIERS = """
是 了 我 你 您 他 她 它 我们 你们 他们 她们 它们 这 那 这个 那个 这些 那些
这种 那种 吗 呢 吧 啊 却 便 因为 所以 但 但是 而且 如果 若是 虽然 尽管 即使
就是 也是 都是 而是 只是 不是 不会 不能 认为 表示 指出 已经 正在 仍然 依然 以及
等 甚至 其中 此外 然而 因此 曾 曾经
"""
CHINESE_BARRIERS = frozenset(_CHINESE_BARRIERS.split())
"""Words that no Chinese term has inside: they belong to a clause."""

_ENGLISH_STOP_WORDS = """
a an the this that these those such some any no none every each either neither both all half
and or but nor so yet if unless because since while whereas although though as than whether
when where why how what which who whom whose whatever whoever of in on at by for from to into
onto upon with within without about above across after against along amid among amongst around
before behind below beneath beside besides between beyond despite down during except inside
like near off out outside over past per through throughout till toward towards under underneath
until unto up via versus vs i me my mine myself we us our ours ourselves you your yours
yourself yourselves he him his himself she her hers herself it its itself they them their
theirs themselves one ones oneself be am is are was were been being have has had having do does
did done doing will would shall should can could may might must ought cannot need dare let get
gets got getting not never ever also too very just only even still again already always often
sometimes usually rather quite more most less least much many few several other others another
same own there here then thus hence therefore however moreover furthermore meanwhile otherwise
instead now today yesterday tomorrow soon later once twice ago recently currently say says said
saying tell tells told add adds added ask asked make makes made making take takes took taken
taking go goes went gone going come comes came coming give gives gave given giving become
becomes became becoming keep kept put seem seems seemed include includes included including
according due etc ie eg yes ok okay well oh please two three four five six seven eight nine ten
monday first second third tuesday wednesday thursday friday saturday sunday january february
march april june july august september october november december s
"""
ENGLISH_STOP_WORDS = frozenset(_ENGLISH_STOP_WORDS.split())
"""Words that an English term neither starts nor ends with, but for the exceptions below."""

_ENGLISH_OPENINGS = """
due going one two three four five six seven eight nine ten first second third self more most
other too no not whole same half
"""
ENGLISH_OPENINGS = frozenset(_ENGLISH_OPENINGS.split())
"""Stop words that an English term starts with all the same: due diligence, third party."""

ENGLISH_CLOSINGS = frozenset(("up", "down", "out", "off", "need"))
"""Ends of nouns from phrasal verbs (opening up, follow-up, lockdown), and a noun like a verb."""

_ENGLISH_BARRIERS = """
is am are was were be been being has have had having does did will would shall should could may
might must ought cannot that which who whom whose when where why how if unless because since
while whereas although though whether i me we us he him she they them it its itself themselves
this these those his her their our there here but so yet also however therefore thus hence
meanwhile say says said
"""
ENGLISH_BARRIERS = frozenset(_ENGLISH_BARRIERS.split())
"""Words that no English term has inside, unless they have a capital."""

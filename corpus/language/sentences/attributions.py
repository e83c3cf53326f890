"""Who said what was quoted: 他说, 李明笑着问道; he said, said Wang Min.

`SAID` decides where the convention leaves an attribution with its quotation, `is_attribution` which
sentences are nothing else where it does not.
"""

import re

from corpus.model import Language

SAID = re.compile(
    r"\s?[^，。！？!?；：:…⋯“”‘’「」『』（）《》\"]{0,20}"
    r"(?:[说說説道问問答喊叫嚷吼称稱笑写寫]|表示|指出|补充|補充|强调|強調|解释|解釋|感[叹嘆慨]|嘟囔|嘀咕|喃喃)"
    r"(?:着|著|了|道|说|說|説)?(?=[，。！？；…]|\s*[“「『\"]|$)"
)
"""Who said it in Chinese, up to the next mark."""
_WORD = r"[^\W\d_][\w.'’-]*"
_VERB = (
    r"(?:sa(?:id|ys)|ask(?:ed|s)|answer(?:ed|s)|repl(?:ied|ies)|add(?:ed|s)|explain(?:ed|s)"
    r"|stress(?:ed|es)|exclaim(?:ed|s)|shout(?:ed|s)|whisper(?:ed|s)|not(?:ed|es)|remark(?:ed|s)"
    r"|recall(?:ed|s)|told (?:us|me|reporters))"
)
_ENGLISH = re.compile(
    rf"(?:(?:{_WORD} ){{1,4}}?{_VERB}|(?i:{_VERB})(?: {_WORD}){{1,4}}?)(?: \w+ly)?"
)
_NO_SPEECH = re.compile(
    r"(?:[知味街通渠管轨軌频頻]道|[小传傳学學演可][说說説]|[访訪疑学學顾顧慰][问問]"
    r"|[名职職][称稱]|[没沒不]有?人?(?:[说說説问問]|回?答)|笑了?|[着著])$"
)
"""Other words that end so, and what is done between two speeches: 不知道, 小说, 没人回答, 他笑了,
继续说着."""
_ENDS = "。．.！!…⋯ "


def is_attribution(sentence: str, language: Language) -> bool:
    """Whether a sentence says who spoke and nothing else."""
    bare = sentence.strip().rstrip(_ENDS)
    if language is Language.ZH:
        match = SAID.match(bare)
        return match is not None and match.end() == len(bare) and not _NO_SPEECH.search(bare)
    return _ENGLISH.fullmatch(bare) is not None

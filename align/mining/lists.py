"""Two lists of sentences, mined: what `duizhao align mine` does.

mine_files(zh, en, out, threshold, encoder)
"""

from pathlib import Path

from align.mining.miner import mine, mining_encoder
from corpus.errors import InputError
from corpus.jobs import SERIAL, Jobs
from corpus.language.identification import han_share
from corpus.readers.plain import numbered_lines
from corpus.support.files import write_tsv


def mine_files(
    zh: Path,
    en: Path,
    out: Path,
    threshold: float | None,
    encoder: str = "",
    jobs: Jobs = SERIAL,
) -> bool:
    """Mine two files of ``id<TAB>sentence`` lines and write MINED.tsv.

    Args:
        zh: Chinese sentences.
        en: English sentences; the two may be given the other way round.
        out: ``zh-id<TAB>en-id<TAB>score``, without header, best first.
        threshold: as in `align.mining.miner.mine`.
        encoder: ``use`` for sentence vectors as evidence, too.
        jobs: who does the work (`corpus.jobs`).

    Returns:
        Whether the files were given the other way round; Chinese is on the left all the same.

    Raises:
        InputError: a file that cannot be read or holds no sentence, or both in one language.
        UsageError: an encoder that mining has no weights for, or that is not installed.
    """
    vectors = mining_encoder(encoder)
    sides = _numbered(zh), _numbered(en)
    shares = [han_share(text for _, text in rows) or 0.0 for rows in sides]
    if (shares[0] > 0.5) == (shares[1] > 0.5):
        language = "Chinese" if shares[0] > 0.5 else "not Chinese"
        raise InputError(en, f"{language}, like {zh}; give Chinese and English sentences")
    swapped = shares[0] < shares[1]
    zh_rows, en_rows = reversed(sides) if swapped else sides
    found = mine(
        [text for _, text in zh_rows],
        [text for _, text in en_rows],
        threshold=threshold,
        encoder=vectors,
        jobs=jobs,
    )
    write_tsv(out, (), ((zh_rows[i][0], en_rows[j][0], f"{p:.4f}") for i, j, p in found))
    return swapped


def _numbered(path: Path) -> list[tuple[str, str]]:
    rows = []
    for number, line in numbered_lines(path):
        key, tab, text = line.partition("\t")
        if tab:
            rows.append((key, text))
        elif key.strip():
            reason = "no tab; each line is an id, a tab and a sentence"
            raise InputError(path, reason, number)
    if not rows:
        raise InputError(path, "empty; each line is an id, a tab and a sentence")
    return rows

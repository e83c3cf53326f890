"""Broken and hostile memories thrown at the reader: python bench/tmx_fuzz.py [SECONDS [SEED]].

First the known attacks (a minute; left out if a SEED is given), then random damage to sound
memories, in every encoding, for as many seconds as given. Reading, checking and recovering each
must end in little time and memory, with units and findings or an InputError, never in another
exception. Exit code 1 if one does not.
"""

import gzip
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import tmx
from corpus.errors import InputError
from tmx.validation.validate import findings

HEAD = (
    '<tmx version="1.4"><header creationtool="a" creationtoolversion="1" segtype="sentence" '
    'o-tmf="a" adminlang="en" srclang="zh-CN" datatype="plaintext"/><body>\n'
)
TAIL = "</body></tmx>\n"
UNITS = (
    '<tu>\n<prop type="x-a">1 &amp; 2</prop>\n<tuv xml:lang="zh-CN"><seg>务实外交</seg></tuv>\n'
    '<tuv xml:lang="en-US"><seg>pragmatic diplomacy</seg></tuv>\n</tu>\n',
    '<tu tuid="7" creationdate="20260104T010203Z"><note>註</note><tuv xml:lang="en_US"><seg>Press '
    '<bpt i="1">&lt;b></bpt><hi>Save</hi><ept i="1"/><ph><sub>x</sub></ph></seg></tuv>\n'
    '<tuv lang="ZH-HANT"><seg>按<![CDATA[<保存>]]>&#160;</seg></tuv><!-- 7 --></tu>\n',
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030", "big5hkscs", "utf-32")
PIECES = (
    "", "<", "&", ">", '"', "'", "]]>", "<!--", "-->", "<![CDATA[", "<?", "<!DOCTYPE x [", "&#1;",
    "&x;", "\0", "\x01", "\ufffe", "</tu>", "<tu>", "<tu/>", "<seg>", "</seg>", "<ph>", "<sub>",
    "</body>", '<tuv xml:lang="zh">', ' a="1"', "\r\n", "\r", "é", "𠮷", "<a:b>", 'xmlns="x"',
)  # fmt: skip
SECONDS_EACH = 20  # CPU seconds for one file: what the largest attack takes, several times over
MEGABYTES = 400  # address space beyond what the imports take; a 4 MB unit in all its copies is 100


def attacks() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Name and content of files that are known to bring readers down."""
    laughs = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 10}">' for n in range(12)
    )
    doctypes = {
        "billion laughs": (f"<!DOCTYPE tmx [{laughs}]>", "&l11;"),
        "quadratic blow-up": (f'<!DOCTYPE tmx [<!ENTITY x "{"a" * 100_000}">]>', "&x;" * 10_000),
        "external entity": ('<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        "parameter entity": ('<!DOCTYPE tmx [<!ENTITY % p SYSTEM "file:///dev/zero"> %p;]>', "x"),
        "remote DTD": ('<!DOCTYPE tmx SYSTEM "http://192.0.2.1/tmx14.dtd">', "x"),
        "attribute defaults": (f'<!DOCTYPE tmx [<!ATTLIST tu x CDATA "{"a" * 10**6}">]>', "x"),
    }
    for name, (doctype, words) in doctypes.items():
        text = doctype + HEAD + UNITS[0].replace("务实外交", words) * 3 + TAIL
        for encoding in ("utf-8", "utf-16"):
            yield f"{name}, {encoding}", lambda t=text, e=encoding: t.encode(e)  # type: ignore[misc]
    for name, start, filler in (
        ("100 MB attribute", '<tu tuid="', "a"),
        ("100 MB segment", '<tu><tuv xml:lang="zh"><seg>', "中"),
        ("100 MB comment", "<!--", "a"),
        ("100 MB instruction", "<?a ", "a"),
        ("100 MB CDATA", '<tu><tuv xml:lang="zh"><seg><![CDATA[', "a"),
        ("100 MB of white space", "<tu>", " \n"),
        ("million comments", "<tu>", "<!-- -->"),
        ("million start tags", "<tu>", "<a>"),
        ("million inline tags", '<tu><tuv xml:lang="zh"><seg>', '<ph x="1"/>'),
        ("million properties", "<tu>", '<prop type="x-a">1</prop>'),
        ("units that do not end", "", '<tu><tuv xml:lang="zh"><seg>x'),
        ("long name", "<", "a"),
        ("many attributes", "<tu", ' a="1"'),
        ("gigabyte of zeros, packed", "", "\0" * 1000),
    ):
        # Every unit that does not end is tried and reported by itself
        size = {"gigabyte": 10**9, "units": 10**7}.get(name.split()[0], 10**8)
        yield name, lambda s=start, f=filler, n=size: _packed(HEAD + s, f, n)  # type: ignore[misc]
    names = "".join(f' a{number}="1"' for number in range(200_000))
    yield "200,000 attributes", lambda: f"{HEAD}<tu{names}></tu>{TAIL}".encode()


def _packed(start: str, filler: str, size: int) -> bytes:
    """A gzip file of `start` and then so many bytes of `filler`."""
    unit = filler.encode()
    block = unit * max(1, 10**6 // len(unit))
    whole = gzip.compress(block, 1) * max(1, size // len(block))  # members one after the other
    return gzip.compress(start.encode(), 1) + whole


def damaged(chance: random.Random) -> tuple[str, bytes]:
    """A sound memory with a few wounds, in some encoding, and a name."""
    text = HEAD + "".join(chance.choices(UNITS, k=chance.randint(1, 6))) + TAIL
    encoding = chance.choice(ENCODINGS)
    if chance.random() < 0.5:
        text = f'<?xml version="1.0" encoding="{chance.choice((encoding, "utf-8"))}"?>\n{text}'
    for _ in range(chance.randint(0, 3)):
        place = chance.randrange(len(text))
        text = text[:place] + chance.choice(PIECES) + text[place + chance.choice((0, 0, 1, 5)) :]
    data = bytearray(text.encode(encoding, "replace"))
    for _ in range(chance.choice((0, 0, 1, 3))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if chance.random() < 0.1:
        del data[chance.randrange(len(data)) :]
    if chance.random() < 0.2:
        data = bytearray(gzip.compress(bytes(data), 1))
        if chance.random() < 0.5:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return encoding, bytes(data)


def ends_well(path: Path, outcomes: Counter[str]) -> bool:
    """Whether reading, checking and recovering a file end as they must."""
    steps: dict[str, Callable[[], int]] = {
        "read": lambda: sum(1 for _ in tmx.read(path)),
        "validate": lambda: sum(1 for _ in findings(path)),
        "recover": lambda: sum(1 for _ in tmx.recover(path, lambda _: None)),
    }
    good = True
    for name, step in steps.items():
        started = time.process_time()
        try:
            outcome = "units" if step() else "none"
        except InputError as error:
            outcome = "InputError"
            good &= "\n" not in str(error)
        except BaseException:  # noqa: BLE001  (what is looked for)
            outcome, good = "CRASH", False
            traceback.print_exc()
        seconds = time.process_time() - started
        if seconds > SECONDS_EACH:
            outcome, good = "SLOW", False
            print(f"{name}: {seconds:.0f} s", file=sys.stderr)
        outcomes[f"{name}: {outcome}"] += 1
    return good


def main() -> None:
    """Run the attacks, then random damage until the time is over."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)  # noqa: S311  (no secret)
    outcomes: Counter[str] = Counter()
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.tmx"
        path.write_text(HEAD + UNITS[0] + TAIL, encoding="utf-8")
        bad += not ends_well(path, outcomes)  # imports all that is needed
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + MEGABYTES * 10**6
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))
        for name, content in attacks() if len(sys.argv) < 3 else ():
            path.write_bytes(content())
            started = time.process_time()
            if not ends_well(path, outcomes):
                bad += 1
                print(f"FAILED: {name}")
            print(f"{name}: {time.process_time() - started:.1f} CPU s", file=sys.stderr)
        end = time.monotonic() + seconds
        files = 0
        while time.monotonic() < end:
            encoding, data = damaged(chance)
            path.write_bytes(data)
            files += 1
            if not ends_well(path, outcomes):
                bad += 1
                print(f"FAILED: file {files}, {encoding}: {data[:2000]!r}")
    for outcome, count in sorted(outcomes.items()):
        print(f"{count:8,}  {outcome}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{files:,} damaged files, {bad} failures, peak {peak} MB")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()

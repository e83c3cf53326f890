"""Texts that mean harm, for `bench/faults.py`: in XML, in the report, as words to search for."""

import json
import time
from collections.abc import Iterator

import lxml.html
from lxml import etree
from trials import KNOWN_CODES, Place, Trial

SECRET = "the-secret-of-another-file"  # noqa: S105  (what must not come out)


def _entities(depth: int) -> str:
    return "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 10}">' for n in range(depth)
    )


def xml(place: Place) -> Iterator[Trial]:
    """XML that means harm, in every format that is XML."""
    secret = place.folder / "secret"
    secret.write_text(SECRET, "utf-8")
    here = secret.as_uri()
    bodies = {
        "tmx": '<tmx version="1.4"><header srclang="zh"/><body><tu><tuv xml:lang="zh"><seg>务实{0}'
        '</seg></tuv><tuv xml:lang="en"><seg>pragmatic{0}</seg></tuv></tu></body></tmx>',
        "xlf": '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file '
        'original="a" source-language="zh" target-language="en" datatype="plaintext"><body>'
        '<trans-unit id="1"><source>务实{0}</source><target>pragmatic{0}</target></trans-unit>'
        "</body></file></xliff>",
        "tbx": '<martif type="TBX" xml:lang="zh"><text><body><termEntry id="1"><langSet '
        'xml:lang="zh"><tig><term>务实{0}</term></tig></langSet><langSet xml:lang="en"><tig>'
        "<term>pragmatic{0}</term></tig></langSet></termEntry></body></text></martif>",
        "html": "<html><body><p>务实外交是什么{0}？两国关系正在改善。</p></body></html>",
    }
    doctypes = {
        "billion laughs": (_entities(12), "&l11;"),
        "quadratic": (f'<!ENTITY x "{"a" * 100_000}">', "&x;" * 10_000),
        "file": (f'<!ENTITY x SYSTEM "{here}">', "&x;"),
        "parameter": (f'<!ENTITY % p SYSTEM "{here}"> %p;', ""),
        "parameter that names": ("<!ENTITY % p \"<!ENTITY x SYSTEM '" + here + "'>\"> %p;", "&x;"),
        "device": ('<!ENTITY x SYSTEM "file:///dev/zero">', "&x;"),
        "network": ('<!ENTITY x SYSTEM "http://192.0.2.1/x">', "&x;"),
        "undeclared": ("", "&x;"),
        "circle": ('<!ENTITY x "&y;"><!ENTITY y "&x;">', "&x;"),
    }
    plain = {
        "XInclude": f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{here}"/>',
        "style sheet": f'<?xml-stylesheet href="{here}"?>',
        "depth": "<a>" * 20_000,
        "attributes": "<a " + " ".join(f'a{n}="1"' for n in range(20_000)) + "/>",
    }
    verbs = {
        "tmx": ("tmx", "convert"),
        "xlf": ("tmx", "convert"),
        "tbx": ("glossary", "convert"),
        "html": ("corpus", "segment"),
    }
    for suffix, body in bodies.items():
        documents = {
            name: f"<!DOCTYPE x [{declared}]>" + body.format(used)
            for name, (declared, used) in doctypes.items()
        } | {name: body.format(text) for name, text in plain.items()}
        for name, text in documents.items():

            def trial(suffix: str = suffix, text: str = text) -> str:
                path, made = place.new().with_suffix(f".{suffix}"), place.new().with_suffix(".tsv")
                path.write_text(f'<?xml version="1.0"?>\n{text}', "utf-8")
                started = time.monotonic()
                target = () if suffix == "html" else (str(made),)
                done = place.duizhao(*verbs[suffix], str(path), *target)
                told = (
                    done.stdout + done.stderr + (made.read_text("utf-8") if made.exists() else "")
                )
                if SECRET in told:
                    return "the other file's text came out"
                if time.monotonic() - started > 60:
                    return "took longer than a minute"
                return place.ended(done, *KNOWN_CODES)

            yield f"{suffix}: {name}", trial


SCRIPTS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
    "'><script src=//192.0.2.1/x></script>", "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>", "javascript:alert(1)", "<a href=javascript:alert(1)>x</a>",
    "<!--<script>", "]]><script>alert(1)</script>", "<iframe srcdoc='<script>alert(1)</script>'>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", "{{7*7}}",
    "<base href=//192.0.2.1/>", "<meta http-equiv=refresh content='0;url=//192.0.2.1/'>",
)  # fmt: skip


def report(place: Place) -> Iterator[Trial]:
    """Titles, texts, outlets, addresses and names of files that would be a script in the report."""
    for text in SCRIPTS:

        def trial(text: str = text) -> str:
            folder, out = place.new(), place.new()
            folder.mkdir()
            common = {"date": "2026-01-05", "outlet": text, "url": text}
            documents = [
                {"id": f"zh{text}", "language": "zh", "title": f"外交部{text}",
                 "text": f"韩国总统抵达北京{text}。\n他表示，韩国将继续推行务实外交{text}。"},
                {"id": f"en{text}", "language": "en", "title": f"Ministry {text}",
                 "text": f"The South Korean president arrived in Beijing {text}.\nHe said South "
                 f"Korea would continue to pursue pragmatic diplomacy {text}."},
            ]  # fmt: skip
            lines = [json.dumps(document | common) for document in documents]
            (folder / "wire.jsonl").write_text("\n".join(lines), "utf-8")
            done = place.duizhao("run", str(folder), "-o", str(out))
            return place.ended(done, 0, 1) or _active((out / "report.html").read_text("utf-8"))

        yield repr(text), trial


def _active(page: str) -> str:
    """What in a page would do something that the sound report's page does not do."""
    for element in lxml.html.document_fromstring(page).iter(etree.Element):
        tag = str(element.tag)
        if tag in {"iframe", "base", "object", "embed", "form", "math"}:
            return f"an element {tag}"
        if tag == "script" and "alert" in (element.text or "") + str(element.attrib):
            return "a script"
        if tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
            return "a refresh"
        for name, value in element.items():
            if str(name).startswith("on") or str(value).strip().lower().startswith("javascript:"):
                return f"an attribute {name!r}={value!r}"
    return ""


QUERIES = (
    '"', '""', '"外交', "外交 AND", "AND", "OR", "NOT 外交", "NEAR(外交 北京, 2)", "外交*", "*",
    "^外交", "text:外交", "-外交", "外交 - 北京", "(外交", ")", "{text}: 外交", "'",
    "''; DROP TABLE documents; --", "%", "_", "\\", "[外]", "外\x01交", "a" * 100_000,
    "外 " * 20_000, "\ufeff", "+", "?1",
)  # fmt: skip


def search(place: Place) -> Iterator[Trial]:
    """Words to search for that mean something to SQLite or its full-text search."""
    out = place.new()
    place.duizhao(*place.run(out))
    database = out / "corpus.sqlite"
    before = database.read_bytes()
    for query in QUERIES:

        def trial(query: str = query) -> str:
            done = place.duizhao("corpus", "search", "--db", str(database), "--", query)
            wrong = place.ended(done, *KNOWN_CODES)
            return wrong or ("" if database.read_bytes() == before else "the project has changed")

        yield repr(query[:40]), trial

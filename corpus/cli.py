"""`duizhao corpus`: what was published, as sentences."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.command_line.commands import Commands
from corpus.command_line.conventions import Convention, Furniture
from corpus.model import Quotations
from corpus.readers.formats import KNOWN
from corpus.support.inputs import MEGABYTE, MOST_BYTES, MOST_COUNT
from corpus.support.printing import count, note, print_json, print_json_lines, print_lines

if TYPE_CHECKING:
    from corpus.model import Document
    from corpus.store.concordance import Counterpart, Hit, RelatedHit
    from corpus.store.project_file import Store

    Relate = Callable[[Store, Sequence[Hit]], list[RelatedHit]]
    """Finds topics and counterparts; a command that mounts this one hands it on as its object."""

Columns = Annotated[
    str,
    typer.Option(
        metavar="text=NAME,…",
        help="What columns of tables hold: text, title, date, outlet, url, language, id, zh, en. "
        "Those with usual names are found without.",
    ),
]
PROJECT = Path("corpus.sqlite")
app = Commands(help="What was published, as sentences.")


def _project(path: Path) -> Path:
    """The project file of a folder of outputs, or the path as it is."""
    return path / PROJECT if path.is_dir() else path


Database = Annotated[
    Path,
    typer.Option(
        "--db", callback=_project, help="The project file, or the output folder of a run."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
MaxSize = Annotated[
    int,
    typer.Option(min=1, max=MOST_COUNT, metavar="MB", help="Larger files are not read, but named."),
]


@app.command()
def add(
    paths: Annotated[
        list[Path], typer.Argument(help=f"Files, folders, - for stdin: {KNOWN}.", metavar="PATH")
    ],
    db: Database = PROJECT,
    max_size: MaxSize = MOST_BYTES // MEGABYTE,
    columns: Columns = "",
    furniture: Furniture = None,
    quotations: Annotated[
        Quotations | None,
        typer.Option(help="Whether quotations in Chinese, and who said them, are parted."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read files and folders into the project file.

    The project remembers the lists of furniture and the convention for quotations.
    """
    from corpus.errors import NothingReadError
    from corpus.single import read_furniture
    from corpus.store.project_file import Store

    own = read_furniture(furniture) if furniture else None
    with Store(db) as store:
        added = store.add(paths, most=max_size * MEGABYTE, columns=columns)
        store.segment(own, quotations)
        total = len(store.documents())
        if not (added.new or added.replaced or added.unchanged):
            raise NothingReadError(added.failures)
    if as_json:
        print_json(dataclasses.asdict(added) | {"documents": total}, indent=None)
    for failure in added.failures:
        note(f"duizhao: {failure}")
    note(
        f"{count(len(added.new), 'file')} new, {len(added.replaced)} replaced, "
        f"{len(added.unchanged)} unchanged; {count(total, 'document')} in {db}"
    )
    if added.failures:
        raise typer.Exit(1)


@app.command("list")
def list_(
    out: Annotated[
        Path | None, typer.Argument(metavar="OUT", help="Output folder of a run, or --db.")
    ] = None,
    db: Database = PROJECT,
    as_json: AsJson = False,
) -> None:
    """List the documents: id, language, script, date, outlet, origin, title."""
    from corpus.store.project_file import Store

    with Store(_project(out) if out else db, must_exist=True) as store:
        described = list(map(_described, store.documents()))
        place = store.path
    if as_json:
        print_json_lines(described)
    else:
        print_lines(_line(fields.values()) for fields in described)
    if not described:
        note(f"{place}: holds no documents yet; add some with: duizhao corpus add")


@app.command()
def show(
    key: Annotated[str, typer.Argument(metavar="ID", help="Id, its beginning, or origin.")],
    db: Database = PROJECT,
    as_json: AsJson = False,
) -> None:
    """Show a document: its sentences by index, and what was left out as furniture."""
    from corpus.store.project_file import Store

    with Store(db, must_exist=True) as store:
        document = store.document(key)
        sentences = store.sentences(document.id)
        furniture = store.furniture(document.id)
        restored = store.restored().get(document.id, {})
        origins = store.origins(document.id)
    left_out, put_back = (
        [
            {"paragraph": number, "reason": reason, "text": document.paragraphs[number]}
            for number, reason in reasons.items()
        ]
        for reasons in (furniture, restored)
    )
    if as_json:
        described = _described(document) | {"url": document.url, "origins": origins}
        described |= {"paragraphs": document.paragraphs}
        described |= {"sentences": [sentence.text for sentence in sentences]}
        print_json(described | {"furniture": left_out, "restored": put_back}, indent=None)
        return
    described = _described(document) | {"url": document.url}
    print_lines(f"{name:10}{value}" for name, value in described.items() if value)
    print_lines(f"{'also':10}{origin}" for origin in origins[1:])
    print_lines(["", *(f"{sentence.index:5}  {sentence.text}" for sentence in sentences)])
    print_lines(f"left out ({part['reason']}): {part['text']}" for part in left_out)
    print_lines(
        f"put back, as the translation has it ({part['reason']}): {part['text']}"
        for part in put_back
    )


@app.command()
def remove(
    key: Annotated[str, typer.Argument(metavar="ID", help="Id, its beginning, or origin.")],
    db: Database = PROJECT,
) -> None:
    """Remove a document and all that came from it."""
    from corpus.store.project_file import Store

    with Store(db, must_exist=True) as store:
        document = store.document(key)
        store.remove(document.id)
        store.segment()
    note(f"removed {document.id} {document.origin}")


@app.command()
def search(
    context: typer.Context,
    text: Annotated[
        str, typer.Argument(help="Chinese in either script, or English.", metavar="TEXT")
    ],
    db: Database = PROJECT,
    limit: Annotated[
        int, typer.Option(min=0, max=MOST_COUNT, help="At most so many; 0 for all.")
    ] = 50,
    as_json: AsJson = False,
) -> None:
    """Find sentences (a concordance): origin, index, sentence.

    By topic, where a run has found topics, and with what says the same in the other language.
    """
    from corpus.store.concordance import RelatedHit
    from corpus.store.project_file import Store

    relate: Relate | None = context.obj
    with Store(db, must_exist=True) as store:
        hits = store.search(text, limit + 1 if limit else 0)
        shown = hits[: limit or None]
        found = relate(store, shown) if relate else [RelatedHit(hit) for hit in shown]
    if as_json:
        print_json_lines(map(_hit_record, found))
    topic = None
    for each in found if not as_json else ():
        if each.topic != topic:
            topic = each.topic
            labels = (topic.label_zh, topic.label_en) if topic else ()
            number = f"topic {topic.number}" if topic else "no topic"
            print_lines(["# " + " · ".join(filter(None, (number, *labels)))])
        print_lines(_hit_lines(each))
    if limit and len(hits) > limit:
        note(f"duizhao: first {limit} only; --limit 0 shows all")
    if not found:
        note(f"{text}: nothing found")
        raise typer.Exit(1)


@app.command()
def segment(
    file: Annotated[
        Path, typer.Argument(help="A file that holds one document; - for stdin.", metavar="FILE")
    ],
    language: Annotated[
        str, typer.Option(help="zh or en; found out if it is not given.", metavar="zh|en")
    ] = "",
    furniture: Furniture = None,
    quotations: Convention = Quotations.PARTED,
) -> None:
    """Print a file cleaned and segmented, one sentence a line.

    A sentence's index, in bead files and elsewhere, is the number of its line, from 0.
    """
    from corpus.single import read_furniture, segment_file

    own = read_furniture(furniture or ())
    sentences = segment_file(file, language, own, quotations)[1]
    print_lines(sentence.text.replace("\t", " ") for sentence in sentences)


def _hit_lines(found: "RelatedHit") -> Iterator[str]:
    """A line of fields for the hit, one for each counterpart, which begins with ``=``."""
    hit = found.hit
    yield _line((hit.document.origin, hit.sentence.index, hit.sentence.text))
    for other in found.counterparts:
        where = f"= {other.document.origin}"
        ids = ",".join(str(sentence.index) for sentence in other.sentences)
        yield _line((where, ids, _joined(other), f"{other.score:.2f}"))


def _hit_record(found: "RelatedHit") -> dict[str, Any]:
    """The same for a script; topic and counterparts only where a run has found topics."""
    hit, topic = found.hit, found.topic
    record: dict[str, Any] = {
        "origin": hit.document.origin,
        "index": hit.sentence.index,
        "text": hit.sentence.text,
        "document": hit.document.id,
    }
    if topic is None:
        return record
    return record | {
        "topic": topic.number,
        "label_zh": topic.label_zh,
        "label_en": topic.label_en,
        "counterparts": [
            {
                "origin": other.document.origin,
                "document": other.document.id,
                "indices": [sentence.index for sentence in other.sentences],
                "text": _joined(other),
                "score": round(other.score, 4),
                "kind": other.kind,
            }
            for other in found.counterparts
        ],
    }


def _joined(found: "Counterpart") -> str:
    return found.document.language.joined(sentence.text for sentence in found.sentences)


def _described(document: "Document") -> dict[str, object]:
    """What a list says of a document."""
    return {
        "id": document.id,
        "language": document.language,
        "script": document.script,
        "published": document.published,
        "outlet": document.outlet,
        "origin": document.origin,
        "title": document.title,
    }


def _line(fields: Iterable[object]) -> str:
    """Fields with tabs between them; a tab or line break in one becomes a space."""
    from corpus.support.files import tsv_line

    return tsv_line(fields).rstrip("\n")

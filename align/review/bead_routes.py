"""Pages and interface for document pairs and their beads; what is done stands in `BeadReview`."""

from collections.abc import Callable
from itertools import islice
from typing import Any

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from align.decisions.answers import StaleError
from align.decisions.reviewing import BeadReview
from align.options import MIN_SCORE
from align.review.answers import answer, body, desk_of
from align.review.pages import page
from corpus.errors import UsageError

_ROWS = 100
"""Beads on a plain page: some ten sheets of paper."""


async def _pairs_page(request: Request) -> Response:
    if not _is_plain(request):
        return page(request, "pairs.html")
    overview = (await _asked(request, BeadReview.pairs)).record()
    return page(request, "plain_pairs.html", **overview)


async def _beads_page(request: Request) -> Response:
    zh, en = _pair(request)
    if not _is_plain(request):
        return page(request, "beads.html", zh=zh, en=en, weak=MIN_SCORE)
    sheet = (await _asked(request, lambda beads: beads.sheet(zh, en))).record()
    rows = sheet["rows"]
    pages = max(1, -(-len(rows) // _ROWS))
    number = min(pages, max(1, _whole(request.query_params.get("page", ""), 1)))
    first = (number - 1) * _ROWS
    shown = [
        {
            "number": place + 1,
            "zh": [(k, sheet["zh"]["sentences"][k][1]) for k in zh_numbers],
            "en": [(k, sheet["en"]["sentences"][k][1]) for k in en_numbers],
            "score": score,
            "state": state,
            "note": note,
        }
        for place, (zh_numbers, en_numbers, score, state, note) in enumerate(
            islice(rows, first, first + _ROWS), first
        )
    ]
    return page(
        request, "plain_beads.html", sheet=sheet, rows=shown, number=number, pages=pages,
        total=len(rows), weak=MIN_SCORE, address=request.url.path,
    )  # fmt: skip


async def _pairs(request: Request) -> Response:
    return answer((await _asked(request, BeadReview.pairs)).record())


async def _sheet(request: Request) -> Response:
    zh, en = _pair(request)
    response = answer(await _asked(request, lambda beads: beads.sheet(zh, en).record()))
    # Previews are wanted where beads are corrected; the rows are, first.
    response.background = BackgroundTask(_asked, request, BeadReview.prepare)
    return response


async def _operation(request: Request) -> Response:
    zh, en = _pair(request)
    operation = await body(request)
    revision = _number(operation, "revision")
    return await _changed(request, lambda beads: beads.apply(zh, en, operation, revision))


async def _preview(request: Request) -> Response:
    zh, en = _pair(request)
    given = await body(request)
    first, last, revision = (_number(given, name) for name in ("from", "to", "revision"))
    return await _changed(
        request, lambda beads: beads.preview(zh, en, first, last, revision, wait=False)
    )


async def _changed(request: Request, change: Callable[[BeadReview], Any]) -> Response:
    """What a change gives; the fresh sheet, with 409, where it was meant for an older one."""
    try:
        return answer((await _asked(request, change)).record())
    except StaleError as error:
        return answer(error.sheet.record(), 409)


async def _asked(request: Request, question: Callable[[BeadReview], Any]) -> Any:  # noqa: ANN401
    return await desk_of(request).ask(BeadReview, question)


def _pair(request: Request) -> tuple[str, str]:
    return request.path_params["zh"], request.path_params["en"]


def _is_plain(request: Request) -> bool:
    return request.query_params.get("plain") == "1"


def _number(given: dict[str, Any], name: str) -> int:
    value = given.get(name)
    if not isinstance(value, int):
        raise UsageError(f"{name}: give a whole number")
    return value


def _whole(text: str, otherwise: int) -> int:
    plain = text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS
    return int(text) if plain else otherwise


_MOST_DIGITS = 10
_INTERFACE = "/review/api/pairs"
ROUTES = [
    Route("/", _pairs_page, methods=["GET"]),
    Route("/pairs/{zh}/{en}", _beads_page, methods=["GET"]),
    Route(_INTERFACE, _pairs, methods=["GET"]),
    Route(f"{_INTERFACE}/{{zh}}/{{en}}", _sheet, methods=["GET"]),
    Route(f"{_INTERFACE}/{{zh}}/{{en}}/operations", _operation, methods=["POST"]),
    Route(f"{_INTERFACE}/{{zh}}/{{en}}/preview", _preview, methods=["POST"]),
]

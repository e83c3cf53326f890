"""Pages and interface for terms; what is done stands in `TermReview`."""

from collections.abc import Callable
from math import isnan, nan
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from align.decisions.reviewing import BeadReview
from align.report.terms import CATEGORY_NAMES, STATUS_NAMES
from align.review.answers import answer, body, desk_of
from align.review.pages import page
from align.terms.listing import Choice
from align.terms.reviewing import StaleTermsError, TermReview
from corpus.errors import UsageError


async def _page(request: Request) -> Response:
    if request.query_params.get("plain") == "1":
        return await _plain_page(request)
    return page(request, "terms.html", categories=CATEGORY_NAMES, statuses=STATUS_NAMES)


async def _plain_page(request: Request) -> Response:
    """The glossary as a table that needs no script, a hundred terms at a time."""
    asked = max(1, _whole(request, "page", 1))

    def shown(terms: TermReview) -> dict[str, Any]:
        found = terms.page(Choice(), (asked - 1) * _ROWS, _ROWS)
        pages = max(1, -(-found["total"] // _ROWS))
        if asked > pages:
            found = terms.page(Choice(), (pages - 1) * _ROWS, _ROWS)
        return {**found, "pages": pages, "number": min(asked, pages), "first": found["offset"]}

    found = await _asked(request, shown)
    return page(
        request, "plain_terms.html", categories=CATEGORY_NAMES, statuses=STATUS_NAMES, **found
    )


async def _rows(request: Request) -> Response:
    choice = _choice(request)
    offset, limit = _whole(request, "offset", 0), _whole(request, "limit", 100)
    return answer(await _asked(request, lambda terms: terms.page(choice, offset, limit)))


async def _ids(request: Request) -> Response:
    choice = _choice(request)
    return answer({"ids": await _asked(request, lambda terms: terms.ids(choice))})


async def _card(request: Request) -> Response:
    concept = request.path_params["concept"]
    return answer(await _asked(request, lambda terms: terms.card(concept)))


async def _operation(request: Request) -> Response:
    operation = await body(request)
    revision = operation.get("revision")
    if not isinstance(revision, int):
        raise UsageError("revision: give a whole number")
    try:
        done = await _asked(request, lambda terms: terms.apply(operation, revision))
    except StaleTermsError as error:
        return answer(error.reply, 409)
    await desk_of(request).ask(BeadReview, BeadReview.changed)
    return answer(done)


async def _asked(request: Request, question: Callable[[TermReview], Any]) -> Any:  # noqa: ANN401
    return await desk_of(request).ask(TermReview, question)


def _choice(request: Request) -> Choice:
    given = request.query_params
    try:
        least = float(given.get("min") or 0)
    except ValueError:
        least = nan
    if isnan(least):
        raise UsageError(f"min={given['min']}: give a score from 0 to 1")
    return Choice(
        text=given.get("q", ""),
        category=given.get("kind", ""),
        status=given.get("status", ""),
        topic=given.get("topic", ""),
        least=least,
        everything=given.get("all") == "1",
        order=given.get("order", "score"),
    )


def _whole(request: Request, name: str, otherwise: int) -> int:
    text = request.query_params.get(name, "")
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS):
        raise UsageError(f"{name}={text}: give a whole number")
    return int(text)


_MOST_DIGITS = 10
_ROWS = 100
"""Terms on a plain page: some four sheets of paper."""
_INTERFACE = "/review/api/terms"
ROUTES = [
    Route("/terms", _page, methods=["GET"]),
    Route(_INTERFACE, _rows, methods=["GET"]),
    Route(f"{_INTERFACE}/ids", _ids, methods=["GET"]),
    Route(f"{_INTERFACE}/{{concept}}", _card, methods=["GET"]),
    Route(f"{_INTERFACE}/operations", _operation, methods=["POST"]),
]

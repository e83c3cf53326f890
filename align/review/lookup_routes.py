"""Look-ups, for the box on top of every page and for other programs: `interface` describes them."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from align.review.answers import answer, body, desk_of
from align.review.interface import ENDPOINTS, PREFIX, described
from align.terms.look_up import LookUps, asked, bounded, concept_record, hit_record
from align.terms.reviewing import TermReview
from corpus.errors import UsageError
from corpus.model import Language


async def _terms(request: Request) -> dict[str, Any]:
    question = asked(request.query_params.get("q", ""))
    parts, fuzzy = (request.query_params.get(name) == "1" for name in ("parts", "fuzzy"))
    limit = bounded(_number(request, "limit", 20))
    lookup = await desk_of(request).ask(TermReview, TermReview.lookup)
    found = await run_in_threadpool(lookup.find, question, parts=parts, fuzzy=fuzzy, limit=limit)
    return {"terms": [hit_record(hit) for hit in found]}


async def _concept(request: Request) -> dict[str, Any]:
    identity = request.path_params["id"]
    try:
        entry = await desk_of(request).ask(TermReview, lambda terms: terms.shown(identity))
    except UsageError as error:
        raise HTTPException(404, str(error)) from None
    return concept_record(entry)


async def _concordance(request: Request) -> dict[str, Any]:
    question, limit = request.query_params.get("q", ""), _number(request, "limit", 20)
    found = await run_in_threadpool(_look_ups(request).concordance, question, limit)
    return {"sentences": found}


async def _match(request: Request) -> dict[str, Any]:
    question, limit = request.query_params.get("q", ""), _number(request, "limit", 5)
    threshold = _number(request, "threshold", 70)
    found = await run_in_threadpool(_look_ups(request).matches, question, limit, threshold)
    return {"matches": found}


async def _annotate(request: Request) -> dict[str, Any]:
    given = await body(request)
    text, language = given.get("text"), given.get("language")
    if not isinstance(text, str):
        raise UsageError('give the text: {"text": "…"}')
    if language not in (None, *Language):
        raise UsageError(f"language {language!r}: give zh or en, or none")
    known = await desk_of(request).ask(TermReview, TermReview.entries)
    wanted = None if language is None else Language(language)
    return {"terms": await run_in_threadpool(_look_ups(request).annotations, text, wanted, known)}


async def _description(request: Request) -> Response:
    return answer(described(request.app.state.session.origin))


def _look_ups(request: Request) -> LookUps:
    state = request.app.state
    if not hasattr(state, "look_ups"):
        state.look_ups = LookUps(desk_of(request).project)
    found: LookUps = state.look_ups
    return found


def _number(request: Request, name: str, otherwise: int) -> int:
    text = request.query_params.get(name, "")
    try:
        return int(text.replace("_", "?")) if text else otherwise
    except ValueError:
        raise UsageError(f"{name}={text}: give a whole number") from None


def _answered(
    handler: Callable[[Request], Awaitable[dict[str, Any]]],
) -> Callable[[Request], Awaitable[Response]]:
    async def answered(request: Request) -> Response:
        return answer(await handler(request))

    return answered


HANDLERS = {
    "terms": _terms,
    "concept": _concept,
    "concordance": _concordance,
    "match": _match,
    "annotate": _annotate,
}
"""By the name of the endpoint."""
ROUTES = [
    Route(f"{PREFIX}/openapi.json", _description, methods=["GET"]),
    *(
        Route(PREFIX + each.path, _answered(HANDLERS[each.name]), methods=[each.method])
        for each in ENDPOINTS
    ),
]

"""JSON in and out, and what is answered when something is wrong.

await body(request)              the object that a request holds
answer(value)                    JSON
"""

import json
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from align.review.desk import Desk
from align.review.pages import page
from align.review.session import TOKEN, BodyTooLargeError, is_interface, refused
from corpus.errors import DuizhaoError, StoreError


def desk_of(request: Request) -> Desk:
    """Where the questions of a request are answered."""
    desk: Desk = request.app.state.desk
    return desk


async def body(request: Request) -> dict[str, Any]:
    """The JSON object that a request holds.

    Raises:
        HTTPException: it holds none.
    """
    try:
        value = json.loads(await request.body())
        json.dumps(value, ensure_ascii=False).encode()  # half of a surrogate pair is no text
    except UnicodeEncodeError:
        raise HTTPException(400, "the body holds half of a surrogate pair") from None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise HTTPException(400, "the body is no JSON object")
    return value


def answer(value: object, status: int = 200) -> Response:
    """A value as JSON, as it is read: no escapes but where JSON needs them."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(
        text.encode(errors="replace"), status, media_type="application/json"
    )  # a lone surrogate of a damaged text becomes a question mark


def failed(request: Request, error: Exception) -> Response:
    """What is answered to a request that cannot be done, in one line."""
    status, headers = _status(error)
    reason = error.detail if isinstance(error, HTTPException) else str(error)
    if isinstance(error, BodyTooLargeError):
        reason = "the body is too large"
    if is_interface(request.url.path) or not request.scope[TOKEN]:
        response = refused(request.url.path, reason, status)
    else:
        response = page(request, "failed.html", status, reason=reason)
    response.headers.update(headers)
    return response


def _status(error: Exception) -> tuple[int, Mapping[str, str]]:
    if isinstance(error, HTTPException):
        return error.status_code, error.headers or {}
    if isinstance(error, BodyTooLargeError):
        return 413, {}
    return (503 if isinstance(error, StoreError) else 400), {}


HANDLERS = dict.fromkeys((HTTPException, DuizhaoError, BodyTooLargeError), failed)
"""By kind of error, for the application."""

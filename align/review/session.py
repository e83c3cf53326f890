"""Who may ask the server: the person who started it, and what that person opened.

session = Session(port)
session.address                  opened once in a browser, gets it the cookie
Guard(app, session)              the rest is refused before it reaches a route

The server is on this machine only, but so are other programs, and the pages of strangers that the
browser shows. So the name in ``Host`` is exact (a stranger's name that leads here, DNS rebinding,
is refused), pages need the cookie, writes the token that only our pages hold, and no page of
another origin (another port is one) may ask for anything but to be shown a page of ours.
"""

import secrets
from collections.abc import Callable
from hmac import compare_digest

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1"
"""The only interface that is served."""
TOKEN_HEADER = "X-Duizhao-Token"  # noqa: S105  (the header's name)
OPENING = "/open/"
"""What the path of the address begins with that is exchanged for the cookie."""
TOKEN = "duizhao.token"  # noqa: S105
"""In the scope of a request: what its page may hold; empty where the asker is not known."""
PROGRAMS = "/api/v1/"
"""Look-ups, which other programs ask for; they change nothing."""
STATIC = "/static/"
"""Style and scripts: the same for everybody, so they need no cookie."""
LARGEST_BODY = 16 << 20
"""Bytes of a request: a text to be annotated may be long, a decision is short."""

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Of every answer. Trusted types: the browser refuses to read any text of a script as HTML."""


class Session:
    """The secrets of one server: made when it starts, gone when it ends.

    Attributes:
        host: what ``Host`` must be.
        origin: what ``Origin`` must be, where there is one.
        token: what writes carry in their header; our pages hold it.
        reading: what programs carry instead; it opens `PROGRAMS` alone, which change nothing.
    """

    def __init__(self, port: int, on_exchange: Callable[[str], object] = lambda _: None) -> None:
        """Make the secrets.

        Args:
            port: of the server.
            on_exchange: told the next address once the present one has been used.
        """
        self.host = f"{HOST}:{port}"
        self.origin = f"http://{self.host}"
        self.token = secrets.token_urlsafe(32)
        self.reading = secrets.token_urlsafe(32)
        self._name = f"duizhao-{port}"  # cookies are shared between ports
        self._cookie = secrets.token_urlsafe(32)
        self._opening = secrets.token_urlsafe(32)
        self._on_exchange = on_exchange

    @property
    def address(self) -> str:
        """Opens the pages in one browser; there is another one after that."""
        return f"{self.origin}{OPENING}{self._opening}"

    def exchange(self, opening: str) -> str | None:
        """The header that sets the cookie, for the token of the address; None if it is not that.

        The token is spent with it.
        """
        if not _same(opening, self._opening):
            return None
        self._opening = secrets.token_urlsafe(32)
        self._on_exchange(self.address)
        return f"{self._name}={self._cookie}; HttpOnly; SameSite=Strict; Path=/"

    def knows(self, cookies: str) -> bool:
        """Whether a header of cookies holds ours."""
        for cookie in cookies.split(";"):  # those of other ports are as odd as they like
            name, _, value = cookie.strip().partition("=")
            if name == self._name and _same(value, self._cookie):
                return True
        return False

    def trusts(self, token: str, path: str) -> bool:
        """Whether that is the token of writes, or of programs where they may ask."""
        return _same(token, self.token) or (
            path.startswith(PROGRAMS) and _same(token, self.reading)
        )


class Guard:
    """Lets pass what the session allows, and gives every answer the headers of safety."""

    def __init__(self, app: ASGIApp, session: Session) -> None:
        """Stand before an application."""
        self._app, self._session = app, session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have it answered."""
        if scope["type"] != "http":  # no WebSockets
            return

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal, known = _judged(scope, self._session)
        scope[TOKEN] = self._session.token if known else ""
        if refusal is None:
            await self._app(scope, _bounded(receive), safely)
        else:
            await refusal(scope, receive, safely)


def _judged(scope: Scope, session: Session) -> tuple[Response | None, bool]:
    """What is answered to a request that may not pass, and whether it comes from who may ask."""
    headers, path, writes = Headers(scope=scope), scope["path"], scope["method"] == "POST"
    given = headers.get(TOKEN_HEADER, ""), headers.get("authorization", "").removeprefix("Bearer ")
    trusted = any(session.trusts(token, path) for token in given)
    known = trusted or session.knows(headers.get("cookie", ""))
    fault: tuple[str, int] | None = None
    if headers.getlist("host") != [session.host]:
        fault = f"only {session.host} is served", 403
    elif scope["method"] not in {"GET", "HEAD", "POST"}:
        fault = "only GET, HEAD and POST are known", 405
    elif _foreign(headers, session, writes):
        fault = "pages of other origins may not ask", 403
    elif not known and (writes or not path.startswith((OPENING, STATIC))):
        fault = "open the address that duizhao review printed last, in this browser", 401
    elif writes and not trusted:
        fault = f"{TOKEN_HEADER} is missing or wrong; load the page again", 403
    elif writes and headers.get("content-type", "").split(";")[0].strip() != "application/json":
        fault = "give JSON (Content-Type: application/json)", 415
    elif int(headers.get("content-length", 0)) > LARGEST_BODY:
        fault = f"more than {LARGEST_BODY >> 20} MB", 413
    return (None if fault is None else refused(path, *fault)), known and fault is None


def _foreign(headers: Headers, session: Session, writes: bool) -> bool:
    """Whether a page of another origin asks, and for more than to be shown a page of ours."""
    if headers.get("origin", session.origin) != session.origin:
        return True
    shown = headers.get("sec-fetch-mode") == "navigate" and not writes
    return headers.get("sec-fetch-site", "none") not in {"same-origin", "none"} and not shown


def refused(path: str, reason: str, status: int) -> Response:
    """One line, as JSON where a script or a program asked; no page, so nothing that a page has."""
    if is_interface(path):
        return JSONResponse({"error": reason}, status)
    return PlainTextResponse(f"duizhao review: {reason}\n", status)


def is_interface(path: str) -> bool:
    """Whether a path is asked by scripts and programs, which read JSON, and not by a person."""
    return path.startswith(("/api/", "/review/api/"))


def _bounded(receive: Receive) -> Receive:
    """The body as it comes; it ends in an error where it is longer than it may be."""
    got = 0

    async def bounded() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > LARGEST_BODY:  # sent in chunks, without a length
            raise BodyTooLargeError
        return message

    return bounded


class BodyTooLargeError(Exception):
    """A request in chunks that grows beyond `LARGEST_BODY`."""


def _same(given: str, secret: str) -> bool:
    return compare_digest(given.encode(errors="replace"), secret.encode())

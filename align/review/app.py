"""The application: all routes behind one guard."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from align.review import bead_routes, lookup_routes, term_routes
from align.review.answers import HANDLERS
from align.review.desk import Desk
from align.review.pages import static
from align.review.session import OPENING, STATIC, Guard, Session, refused


async def _open(request: Request) -> Response:
    """Spend the token of the address for the cookie."""
    cookie = request.app.state.session.exchange(request.path_params["token"])
    if cookie is None:
        reason = "this address has been used; open the one that duizhao review printed last"
        return refused(request.url.path, reason, 403)
    answer = RedirectResponse("/", 303)
    answer.headers["Set-Cookie"] = cookie
    return answer


def review_app(project: Path, session: Session, who: str = "") -> tuple[ASGIApp, Desk]:
    """The application for a project, and the desk that is to be closed with it.

    Args:
        project: the output folder of a run.
        session: who may ask.
        who: decides; the login's name if empty.
    """
    desk = Desk(project, who)
    app = Starlette(
        routes=[
            Route(f"{OPENING}{{token}}", _open, methods=["GET"]),
            Route(f"{STATIC}{{name}}", static, methods=["GET"]),
            *bead_routes.ROUTES,
            *term_routes.ROUTES,
            *lookup_routes.ROUTES,
        ],
        exception_handlers=HANDLERS,
    )
    app.state.session, app.state.desk = session, desk
    return Guard(app, session), desk

"""Pages and interface for document pairs and their beads."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from align.review.pages import page


async def _pairs(request: Request) -> Response:
    return page(request, "pairs.html")


ROUTES = [
    Route("/", _pairs, methods=["GET"]),
]

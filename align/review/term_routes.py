"""Pages and interface for terms."""

from starlette.routing import Route

ROUTES: list[Route] = []

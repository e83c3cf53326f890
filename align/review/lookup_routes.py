"""Look-ups, for the box on top of every page and for other programs."""

from starlette.routing import Route

ROUTES: list[Route] = []

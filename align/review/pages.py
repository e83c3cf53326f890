"""Pages from templates, and the files that they load. Every value in a page is escaped by Jinja.

page(request, "pairs.html", pairs=…)     with the token, and which part of the house it is
static(name)                             one of the files that the pages load
"""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from align.html.markup import label, probability
from align.review.session import TOKEN

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""By suffix: the kinds of files that pages load."""


def page(request: Request, template: str, status: int = 200, **values: object) -> Response:
    """A template filled in.

    Args:
        request: that is answered.
        template: a file of the folder ``templates``.
        status: of the answer.
        values: what the template names; one that it does not find is an error.
    """
    shown = _environment().get_template(template)
    project = request.app.state.desk.project.resolve().name
    text = shown.render(token=request.scope[TOKEN], project=project, **values)
    return HTMLResponse(text, status)


async def static(request: Request) -> Response:
    """A file that pages load, by its name; names lead to nothing else."""
    found = _files().get(request.path_params["name"])
    if found is None:
        return Response("no such file\n", 404, media_type="text/plain")
    content, kind = found
    return Response(content, media_type=kind)


@cache
def _files() -> dict[str, tuple[bytes, str]]:
    """All of them, with their types; the report's style is the first half of ours."""
    found = {"page.css": files("align.html").joinpath("page.css").read_bytes()}
    for each in files("align.review").joinpath("static").iterdir():
        found[each.name] = each.read_bytes()
    return {
        name: (content, _TYPES["." + name.rpartition(".")[2]])
        for name, content in found.items()
        if "." + name.rpartition(".")[2] in _TYPES
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("align.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["probability"] = probability
    environment.globals["label"] = _label
    return environment


def _label(english: str, chinese: str) -> Markup:
    """As in the report; both stand in a template, and were never read."""
    return Markup(label(english, chinese))  # noqa: S704

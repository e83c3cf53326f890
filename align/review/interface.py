"""The interface for other programs, as a table: the routes are made from it, and what describes it.

ENDPOINTS                    every address with what it takes and gives
described(origin) -> dict    OpenAPI 3.1, which other programs read (spec.openapis.org/oas/v3.1.1)

It only reads. Whoever asks holds the token of the server, or the cookie of a page.
"""

from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Literal

PREFIX = "/api/v1"
Schema = dict[str, Any]
"""A JSON Schema."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What stands in the query or the path of a request.

    Attributes:
        schema: its JSON Schema.
    """

    name: str
    says: str
    schema: dict[str, Any]
    where: Literal["query", "path"] = "query"
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address.

    Attributes:
        name: of the question; the handler has it, too.
        parameters: in the query or the path.
        body: JSON Schema of what is sent, for POST.
        gives: JSON Schema of the answer.
    """

    name: str
    path: str
    says: str
    gives: dict[str, Any]
    parameters: tuple[Parameter, ...] = ()
    body: dict[str, Any] | None = None

    @property
    def method(self) -> str:
        """GET, or POST where there is a body."""
        return "GET" if self.body is None else "POST"


def _object(needed: str, **properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": needed.split()}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _schema(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


_TEXT: Schema = {"type": "string"}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_NUMBER: Schema = {"type": "integer", "minimum": 0}
_LANGUAGE: Schema = {"type": "string", "enum": ["zh", "en"]}
_CODE: Schema = {"type": "string", "description": "BCP 47, such as zh-Hans, zh-Hant, en"}
_STATUS: Schema = {
    "type": "string",
    "enum": [
        "preferred", "approved", "candidate", "suggested", "deprecated", "forbidden", "rejected",
    ],
}  # fmt: skip
_DOCUMENT: dict[str, Schema] = {
    "document": _TEXT,
    "origin": _TEXT,
    "language": _LANGUAGE,
    "code": _CODE,
    "title": _TEXT,
    "outlet": _TEXT,
    "published": _TEXT,
    "url": _TEXT,
}
_PAIR: dict[str, Schema] = {
    "zh": _TEXT,
    "en": _TEXT,
    "score": _SHARE,
    "probability": _SHARE,
    "termhood": _SHARE,
    "frequency": _NUMBER,
    "documents": _NUMBER,
    "status": _STATUS,
    "category": {"type": ["string", "null"]},
    "part_of_speech": _TEXT,
    "zh_code": _TEXT,
    "en_code": _TEXT,
    "do_not_translate": {"type": "boolean"},
    "concept": {"type": "string", "description": "id, for /terms/{id}"},
    "domain": _TEXT,
    "definition": _TEXT,
    "note": _TEXT,
}
_SENTENCES: dict[str, Schema] = {
    "zh": _TEXT,
    "en": _TEXT,
    "score": _SHARE,
    "kind": {"type": "string", "enum": ["parallel", "comparable"]},
    "topic": _TEXT,
    "zh_document": _TEXT,
    "en_document": _TEXT,
    "zh_ids": _list(_NUMBER),
    "en_ids": _list(_NUMBER),
}
SCHEMAS: dict[str, dict[str, Any]] = {
    "Error": _object("error", error={"type": "string", "description": "one line"}),
    "TermPair": _object("zh en status concept", **_PAIR),
    "Hit": _object(
        "zh en status concept how similarity source",
        **_PAIR,
        how={"type": "string", "description": "exact, script, pinyin, part, fuzzy, dictionary, …"},
        similarity=_SHARE,
        source=_TEXT,
    ),
    "Concept": _object(
        "id pairs",
        id=_TEXT,
        domain=_TEXT,
        definition=_TEXT,
        note=_TEXT,
        pairs=_list(
            _object("zh en status contexts", **_PAIR, contexts=_list(_schema("SentencePair")))
        ),
    ),
    "SentencePair": _object("zh en score kind", **_SENTENCES),
    "Sentence": _object(
        "text index document counterparts",
        text=_TEXT,
        index=_NUMBER,
        **_DOCUMENT,
        topic=_TEXT,
        counterparts=_list(
            _object(
                "text indices document score kind",
                text=_TEXT,
                indices=_list(_NUMBER),
                **_DOCUMENT,
                score=_SHARE,
                kind=_TEXT,
            )
        ),
    ),
    "Match": _object(
        "percent zh en source memory",
        percent={"type": "integer", "minimum": 1, "maximum": 100},
        zh=_TEXT,
        en=_TEXT,
        zh_code=_CODE,
        source=_LANGUAGE,
        memory=_TEXT,
    ),
    "Place": _object(
        "start end text language pairs",
        start={**_NUMBER, "description": "in characters (Unicode code points)"},
        end={**_NUMBER, "description": "behind the last character"},
        text=_TEXT,
        language=_LANGUAGE,
        pairs=_list(_schema("TermPair")),
    ),
}
_QUESTION = Parameter(
    "q", "Chinese in either script, English, or pinyin for terms", _TEXT, needed=True
)


def _limit(default: int) -> Parameter:
    says = f"answers at most; {default} if not given"
    return Parameter("limit", says, {"type": "integer", "minimum": 1, "maximum": 200})


ENDPOINTS = (
    Endpoint(
        "terms",
        "/terms",
        "Terms by Chinese, English or pinyin, best first; CC-CEDICT is asked for what the project "
        "has not",
        _object("terms", terms=_list(_schema("Hit"))),
        (
            _QUESTION,
            Parameter("parts", "1: longer terms, too", {"type": "string", "enum": ["0", "1"]}),
            Parameter("fuzzy", "1: similar spellings, too", {"type": "string", "enum": ["0", "1"]}),
            _limit(20),
        ),
    ),
    Endpoint(
        "concept",
        "/terms/{id}",
        "One concept with all its term pairs, and the sentences that show them",
        _schema("Concept"),
        (Parameter("id", "of the concept", _TEXT, "path", needed=True),),
    ),
    Endpoint(
        "concordance",
        "/concordance",
        "Sentences of the project that hold the words, with what says the same in the other "
        "language",
        _object("sentences", sentences=_list(_schema("Sentence"))),
        (_QUESTION, _limit(20)),
    ),
    Endpoint(
        "match",
        "/match",
        "Units of the project's memories with a side like a text, best first",
        _object("matches", matches=_list(_schema("Match"))),
        (
            _QUESTION,
            Parameter(
                "threshold",
                "per cent that a match must reach; 70 if not given",
                {"type": "integer", "minimum": 1, "maximum": 100},
            ),
            _limit(5),
        ),
    ),
    Endpoint(
        "annotate",
        "/annotate",
        "The terms in a text, with their places; nothing is kept of the text",
        _object("terms", terms=_list(_schema("Place"))),
        body=_object(
            "text",
            text=_TEXT,
            language={**_LANGUAGE, "description": "only terms of this one"},
        ),
    ),
)


def described(origin: str) -> dict[str, Any]:
    """The description of the interface at an address."""
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        operation: dict[str, Any] = {
            "operationId": endpoint.name,
            "summary": endpoint.says,
            "parameters": [
                {
                    "name": each.name,
                    "in": each.where,
                    "required": each.needed,
                    "description": each.says,
                    "schema": each.schema,
                }
                for each in endpoint.parameters
            ],
            "responses": {
                "200": _response("what was found", endpoint.gives),
                "400": _response("what is asked makes no sense", _schema("Error")),
                "401": _response("neither token nor cookie", _schema("Error")),
                "403": _response("another page, or another host, asks", _schema("Error")),
                "503": _response("the project cannot be read now", _schema("Error")),
            },
        }
        if any(each.where == "path" for each in endpoint.parameters):
            operation["responses"]["404"] = _response("there is none", _schema("Error"))
        if endpoint.body is not None:
            operation["requestBody"] = {
                "required": True,
                "content": {"application/json": {"schema": endpoint.body}},
            }
        paths.setdefault(PREFIX + endpoint.path, {})[endpoint.method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "duizhao",
            "version": version("duizhao"),
            "summary": "Look-ups in one project of duizhao; it only reads",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": origin}],
        "security": [{"token": []}, {"bearer": []}],
        "paths": paths,
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {
                "token": {"type": "apiKey", "in": "header", "name": "X-Duizhao-Token"},
                "bearer": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def _response(says: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": says, "content": {"application/json": {"schema": schema}}}

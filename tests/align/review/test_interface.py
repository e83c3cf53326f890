"""The interface for other programs: what it describes is what it does."""

import re
import shutil

import pytest
from starlette.testclient import TestClient

from align.review.app import review_app
from align.review.interface import ENDPOINTS, PREFIX, SCHEMAS
from align.review.lookup_routes import HANDLERS, ROUTES
from align.review.session import Session

PORT = 8124


@pytest.fixture
def client(demo, tmp_path):
    """A program that was given the token."""
    shutil.copytree(demo.out, tmp_path / "out")
    session = Session(PORT)
    app, desk = review_app(tmp_path / "out", session, "lan")
    headers = {"Authorization": f"Bearer {session.reading}"}
    yield TestClient(app, base_url=f"http://127.0.0.1:{PORT}", headers=headers)
    desk.close()


def got(client, path, **query):
    answer = client.get(PREFIX + path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def fits(value, schema):
    """Raise where a value is not as a schema of ours says."""
    if "$ref" in schema:
        return fits(value, SCHEMAS[schema["$ref"].rpartition("/")[2]])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    assert any(isinstance(value, KINDS[kind]) for kind in kinds), (value, schema)
    if "enum" in schema:
        assert value in schema["enum"]
    if isinstance(value, dict):
        assert set(schema["required"]) <= value.keys() <= schema["properties"].keys()
        for name, each in value.items():
            fits(each, schema["properties"][name])
    if isinstance(value, list):
        for each in value:
            fits(each, schema["items"])
    return None


KINDS = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def gives(client, name, value):
    """Hold an answer against the description that the server gives of it."""
    (endpoint,) = (each for each in ENDPOINTS if each.name == name)
    described = client.get(f"{PREFIX}/openapi.json").json()
    operation = described["paths"][PREFIX + endpoint.path][endpoint.method.lower()]
    fits(value, operation["responses"]["200"]["content"]["application/json"]["schema"])
    return value


def test_every_route_is_described_and_every_description_has_a_route(client):
    described = client.get(f"{PREFIX}/openapi.json").json()
    routes = {
        (route.path, method.lower())
        for route in ROUTES
        for method in route.methods
        if method != "HEAD" and not route.path.endswith("openapi.json")
    }
    assert described["openapi"].startswith("3.1")
    assert routes == {(path, m) for path, methods in described["paths"].items() for m in methods}
    assert HANDLERS.keys() == {endpoint.name for endpoint in ENDPOINTS}
    for path, methods in described["paths"].items():
        for operation in methods.values():
            assert operation["operationId"] in HANDLERS
            inside = {p["name"] for p in operation["parameters"] if p["in"] == "path"}
            assert inside == set(re.findall(r"{(\w+)}", path))


def test_every_schema_that_is_named_is_there(client):
    text = client.get(f"{PREFIX}/openapi.json").text
    named = set(re.findall(r"#/components/schemas/(\w+)", text))
    assert named == SCHEMAS.keys()


def test_a_term_is_found_in_both_languages_by_pinyin_and_by_likeness(client):
    for question in ("务实外交", "務實外交", "pragmatic diplomacy", "wushi waijiao"):
        hits = gives(client, "terms", got(client, "/terms", q=question))["terms"]
        assert (hits[0]["zh"], hits[0]["en"]) == ("务实外交", "pragmatic diplomacy")
    assert got(client, "/terms", q="pragmatic diplomasy")["terms"] == []
    fuzzy = got(client, "/terms", q="pragmatic diplomasy", fuzzy="1", limit=1)["terms"]
    assert [hit["en"] for hit in fuzzy] == ["pragmatic diplomacy"]
    assert got(client, "/terms", q="龙卷风")["terms"][0]["how"] == "dictionary"


def test_a_concept_has_its_evidence(client):
    (hit, *_) = got(client, "/terms", q="务实外交")["terms"]
    concept = gives(client, "concept", got(client, f"/terms/{hit['concept']}"))
    assert any("务实外交" in each["zh"] for each in concept["pairs"][0]["contexts"])
    missing = client.get(f"{PREFIX}/terms/nothing")
    assert missing.status_code == 404
    assert missing.json() == {"error": "there is no concept 'nothing'"}


def test_sentences_come_with_what_says_the_same(client):
    found = gives(client, "concordance", got(client, "/concordance", q="务实外交", limit=200))
    assert any("务实外交" in each["text"] for each in found["sentences"])
    others = [other for each in found["sentences"] for other in each["counterparts"]]
    assert any("pragmatic diplomacy" in other["text"] for other in others)
    assert len(got(client, "/concordance", q="务实外交", limit=1)["sentences"]) == 1
    assert got(client, "/concordance", q="no such words")["sentences"] == []


def test_units_like_a_text_are_found(client):
    sentence = got(client, "/concordance", q="务实外交")["sentences"][0]["text"]
    whole = client.get(f"{PREFIX}/match", params={"q": "企业家", "threshold": 1}).json()
    assert gives(client, "match", whole)["matches"]
    exact = got(client, "/match", q=whole["matches"][0]["zh"])["matches"][0]
    assert exact["percent"] == 100
    assert got(client, "/match", q=sentence, threshold=100, limit=1)["matches"] is not None


def test_a_text_is_annotated_with_places_in_characters(client):
    text = "𠮷。李说，务实外交 is pragmatic diplomacy."
    answer = client.post(f"{PREFIX}/annotate", json={"text": text})
    found = gives(client, "annotate", answer.json())["terms"]
    said = {text[each["start"] : each["end"]] for each in found}
    assert {"务实外交", "pragmatic diplomacy"} <= said
    assert all(text[each["start"] : each["end"]] == each["text"] for each in found)
    only = client.post(f"{PREFIX}/annotate", json={"text": text, "language": "en"}).json()["terms"]
    assert {each["language"] for each in only} == {"en"}


def test_what_is_decided_is_what_is_answered(client):
    (hit, *_) = got(client, "/terms", q="务实外交")["terms"]
    text = {"text": "务实外交"}
    assert client.post(f"{PREFIX}/annotate", json=text).json()["terms"]
    token = {"X-Duizhao-Token": client.app._session.token}
    revision = client.get("/review/api/terms", headers=token).json()["revision"]
    reject = {"kind": "reject", "concepts": [hit["concept"]], "revision": revision}
    answer = client.post("/review/api/terms/operations", json=reject, headers=token)
    assert answer.status_code == 200

    after = got(client, "/terms", q="务实外交")["terms"]
    assert all(each["concept"] != hit["concept"] for each in after)
    found = client.post(f"{PREFIX}/annotate", json=text).json()["terms"]
    assert all(p["concept"] != hit["concept"] for each in found for p in each["pairs"])


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/terms", {}),
        ("/terms", {"q": "  "}),
        ("/terms", {"q": "a" * 501}),
        ("/terms", {"q": "a", "limit": "0"}),
        ("/terms", {"q": "a", "limit": "many"}),
        ("/terms", {"q": "a", "limit": "1e3"}),
        ("/terms", {"q": "a", "limit": "1_0"}),
        ("/terms", {"q": "a", "limit": "9" * 4301}),
        ("/concordance", {"q": ""}),
        ("/concordance", {"q": "a", "limit": "201"}),
        ("/match", {"q": "a", "threshold": "0"}),
        ("/match", {"q": "a", "threshold": "101"}),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_line(client, path, query):
    answer = client.get(PREFIX + path, params=query)
    assert answer.status_code == 400
    assert "\n" not in answer.json()["error"]


@pytest.mark.parametrize(
    "sent", [{}, {"text": 3}, {"text": "a", "language": "fr"}, {"text": "a" * 2_000_001}, [], "a"]
)
def test_what_is_no_text_is_refused_in_a_line(client, sent):
    answer = client.post(f"{PREFIX}/annotate", json=sent)
    assert answer.status_code == 400
    assert "\n" not in answer.json()["error"]


def test_half_of_a_surrogate_pair_is_no_text(client):
    answer = client.post(f"{PREFIX}/annotate", content=b'{"text": "a\\ud800"}')
    assert answer.status_code in {400, 415}
    kind = {"Content-Type": "application/json"}
    answer = client.post(f"{PREFIX}/annotate", content=b'{"text": "a\\ud800"}', headers=kind)
    assert (answer.status_code, answer.json()) == (
        400,
        {"error": "the body holds half of a surrogate pair"},
    )


def test_odd_questions_are_answered(client):
    for question in ("'", '"', "%", "a\0b", "NEAR(", "*", "😀", "\ud7ff", "-", "AND", "（）"):
        for path in ("/terms", "/concordance", "/match"):
            answer = client.get(PREFIX + path, params={"q": question, "fuzzy": "1"})
            assert answer.status_code == 200, (question, path, answer.text)


def test_without_the_token_nothing_is_answered(client):
    del client.headers["Authorization"]
    for endpoint in ENDPOINTS:
        path = PREFIX + endpoint.path.replace("{id}", "a")
        assert client.request(endpoint.method, path, params={"q": "a"}).status_code == 401
    assert client.get(f"{PREFIX}/openapi.json").status_code == 401


def test_it_only_reads(client):
    for endpoint in ENDPOINTS:
        for method in {"GET", "POST"} - {endpoint.method}:
            path = PREFIX + endpoint.path.replace("{id}", "a")
            assert client.request(method, path, json={}).status_code == 405

"""Who may ask the server, and who may not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from align.review import session as rules
from align.review.app import review_app
from align.review.session import Session

PORT = 8123
HERE = f"http://127.0.0.1:{PORT}"
WRITE = "/review/api/pairs/a/b/operations"


@pytest.fixture
def session() -> Session:
    return Session(PORT)


@pytest.fixture
def stranger(session, tmp_path) -> Iterator[TestClient]:
    """A client that was told nothing."""
    app, desk = review_app(tmp_path, session)
    yield TestClient(app, base_url=HERE, follow_redirects=False)
    desk.close()


@pytest.fixture
def known(session, stranger) -> TestClient:
    """The client that opened the address."""
    assert stranger.get(session.address).status_code == 303
    return stranger


def test_nothing_but_style_and_scripts_is_shown_before_the_address_is_opened(stranger):
    for path in ("/", "/terms", "/review/api/pairs", "/api/v1/terms?q=a", "/nothing"):
        assert stranger.get(path).status_code == 401, path
    assert stranger.get("/static/review.css").status_code == 200


def test_what_is_free_never_holds_the_token(stranger, session):
    for path in ("/open/wrong", "/open/", "/open/a/b", "/static/a/b", "/static/", "/static/no.js"):
        answer = stranger.get(path)
        assert answer.status_code in {403, 404}, path
        assert session.token not in answer.text


def test_the_address_is_exchanged_once(stranger, session):
    first = session.address

    opened = stranger.get(first)

    assert opened.headers["location"] == "/"
    cookie = opened.headers["set-cookie"]
    assert cookie.startswith(f"duizhao-{PORT}=")
    assert {"HttpOnly", "SameSite=Strict"} <= set(cookie.split("; "))
    assert session.token not in cookie
    stranger.cookies.clear()
    assert stranger.get(first).status_code == 403  # whoever found it in a log is too late
    assert stranger.get("/").status_code == 401
    assert session.address != first


@pytest.mark.parametrize(
    "odd", ['prefs={"a":1}', "=", "a=b=c", '"', "x y=\\", f"duizhao-{PORT}=old"]
)
def test_cookies_of_other_ports_keep_nobody_out(known, odd):
    ours = known.cookies[f"duizhao-{PORT}"]
    known.cookies.clear()
    for cookies in (f"{odd}; duizhao-{PORT}={ours}", f"duizhao-{PORT}={ours}; {odd}"):
        assert known.get("/static/../x", headers={"Cookie": cookies}).status_code == 404
        assert known.get("/nothing", headers={"Cookie": cookies}).status_code == 404
    assert known.get("/nothing", headers={"Cookie": odd}).status_code == 401


def test_who_uses_the_address_learns_of_the_next_one_on_the_terminal(tmp_path):
    told = []
    session = Session(PORT, told.append)
    app, desk = review_app(tmp_path, session)
    client = TestClient(app, base_url=HERE, follow_redirects=False)

    client.get(session.address)

    assert told == [session.address]
    client.cookies.clear()
    assert client.get(told[0]).status_code == 303
    desk.close()


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1"]
)
def test_a_name_that_was_made_to_lead_here_is_not_served(known, host):
    for path in ("/", "/static/review.css", "/review/api/pairs"):
        assert known.get(path, headers={"Host": host}).status_code == 403


def test_writes_need_the_token_in_their_header(known, session):
    assert known.post(WRITE, json={}).status_code == 403
    assert known.post(WRITE, json={}, headers={"X-Duizhao-Token": "x"}).status_code == 403
    cookie = known.cookies[f"duizhao-{PORT}"]
    assert known.post(WRITE, json={}, headers={"X-Duizhao-Token": cookie}).status_code == 403
    passed = known.post(WRITE, json={}, headers={"X-Duizhao-Token": session.token})
    assert passed.status_code not in {401, 403}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate"},
    ],
)
def test_pages_of_other_origins_write_nothing_whatever_they_know(known, session, headers):
    trusted = {"X-Duizhao-Token": session.token, **headers}
    assert known.post(WRITE, json={}, headers=trusted).status_code == 403


def test_a_form_of_another_page_is_not_taken(known, session):
    form = {"Content-Type": "application/x-www-form-urlencoded", "X-Duizhao-Token": session.token}
    assert known.post(WRITE, content="kind=confirm", headers=form).status_code == 415
    plain = {"Content-Type": "text/plain", "X-Duizhao-Token": session.token}
    assert known.post(WRITE, content="{}", headers=plain).status_code == 415


def test_pages_of_other_origins_load_nothing_but_may_link_here(known):
    frame = {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"}
    assert known.get("/review/api/pairs", headers=frame).status_code == 403
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert known.get("/", headers=link).status_code == 200


def test_programs_read_with_the_token_and_without_a_cookie(stranger, session):
    for headers in (
        {"X-Duizhao-Token": session.token},
        {"Authorization": f"Bearer {session.token}"},
    ):
        assert stranger.get("/", headers=headers).status_code == 200
    assert stranger.get("/", headers={"Authorization": "Bearer "}).status_code == 401


def test_other_methods_are_not_known(known):
    for method in ("PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"):
        assert known.request(method, "/").status_code == 405


def test_a_body_is_bounded(known, session, monkeypatch):
    monkeypatch.setattr(rules, "LARGEST_BODY", 1 << 20)
    headers = {"X-Duizhao-Token": session.token, "Content-Type": "application/json"}
    text = b'{"text": "' + b"a" * (1 << 20) + b'"}'
    assert known.post(WRITE, content=text, headers=headers).status_code == 413


def test_every_answer_has_the_headers_of_safety(known):
    known.headers["Host"] = f"127.0.0.1:{PORT}"
    for path in ("/", "/nothing", "/static/shared.js", "/review/api/nothing", "/open/wrong"):
        headers = known.get(path).headers
        policy = headers["content-security-policy"]
        for rule in (
            "default-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action",
        ):
            assert rule in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "name",
    ["../app.py", "..%2fapp.py", "%2e%2e/session.py", "....//app.py", "/etc/passwd", "a%00b"],
)
def test_static_names_lead_nowhere_else(known, name):
    answer = known.get(f"/static/{name}")
    assert answer.status_code == 404
    assert "import" not in answer.text


def test_pages_hold_no_script_and_no_style_of_their_own(known):
    """The policy forbids what stands in a page, so that none may be needed."""
    text = known.get("/").text
    assert "<style" not in text
    assert " style=" not in text
    assert "<script>" not in text
    assert " on" not in {part[:3] for part in text.split("<")}


def test_scripts_put_no_text_in_as_html():
    static = Path(rules.__file__).parent / "static"
    for path in static.glob("*.js"):
        for forbidden in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
        ):
            assert forbidden not in path.read_text("utf-8"), path.name


def test_the_token_of_programs_opens_look_ups_and_nothing_else(stranger, session):
    bearer = {"Authorization": f"Bearer {session.reading}"}
    assert stranger.get("/api/v1/openapi.json", headers=bearer).status_code == 200
    empty = stranger.post("/api/v1/annotate", json={}, headers=bearer)
    assert empty.status_code not in {401, 403}
    for path in ("/", "/terms", "/review/api/terms", "/api/v2/terms", "/api/v1"):
        assert stranger.get(path, headers=bearer).status_code == 401, path
    for path in (WRITE, "/review/api/terms/operations"):
        refused = stranger.post(path, json={}, headers={"X-Duizhao-Token": session.reading})
        assert refused.status_code in {401, 403}
    evil = {**bearer, "Host": "evil.example"}
    assert stranger.get("/api/v1/openapi.json", headers=evil).status_code == 403
    assert session.token not in stranger.get("/api/v1/openapi.json", headers=bearer).text

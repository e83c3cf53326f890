"""The command itself: what it prints, how it ends, and that one project has one review."""

import signal
import subprocess
import sys

import httpx2
import pytest

from corpus.support.locks import locked
from tests.align.review import made_project

COMMAND = [sys.executable, "-c", "from align.cli import main; main()", "review"]


@pytest.fixture
def project(tmp_path):
    return made_project.make(tmp_path / "out", made_project.lines(5), [0.5] * 5)


@pytest.fixture
def started(project):
    """The command, at work, and the address that it printed first."""
    process = subprocess.Popen(
        [*COMMAND, str(project), "--no-browser", "--who", "tester"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process, process.stdout.readline().strip()
    process.kill()
    process.communicate()


def test_the_first_line_is_an_address_of_this_machine_that_opens_the_pages(started):
    _, address = started
    assert address.startswith("http://127.0.0.1:")
    with httpx2.Client(follow_redirects=True) as client:
        answer = client.get(address)
        assert answer.status_code == 200
        assert "Document pairs" in answer.text
        origin, _, _ = address.partition("/open/")
        assert client.get(f"{origin}/review/api/pairs").json()["pairs"][0]["beads"] == 5


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_kill_end_it_without_a_traceback(started, project, number):
    process, _ = started
    process.send_signal(number)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in said
    with locked(project / ".review.lock", wait=False):
        pass  # nobody holds it any more


def test_the_second_review_of_a_project_says_so(started, project, duizhao):
    process, _ = started
    ended = duizhao("review", project, "--no-browser")
    assert ended.code == 2
    assert ended.stdout == ""
    assert f"process {process.pid} has a review of it open" in ended.stderr


def test_a_port_that_is_taken_is_named(started, tmp_path, duizhao):
    port = started[1].removeprefix("http://127.0.0.1:").partition("/")[0]
    other = made_project.make(tmp_path / "other", made_project.lines(2), [0.5] * 2)
    ended = duizhao("review", other, "--no-browser", "--port", port)
    assert ended.code == 2
    assert ended.stderr.startswith(f"duizhao: port {port}: ")


def test_a_folder_without_a_project_is_named(tmp_path, duizhao):
    ended = duizhao("review", tmp_path, "--no-browser")
    assert ended.code == 2
    assert "no corpus.sqlite there" in ended.stderr
    assert not list(tmp_path.iterdir())


def test_without_the_extra_it_says_what_to_install(project):
    hidden = "import sys; sys.modules['starlette'] = None; from align.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", hidden, "review", str(project)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "pip install 'duizhao[review]'" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_run_at_work_is_said_in_the_page(served, window):
    from tests.align.review.reader import Reader

    reader = Reader(window(served))
    reader.wait_until_ready()
    reader.press("n")
    reader.page.wait_for_selector(".bead")
    with locked(served.project / ".lock"):
        reader.press("c")
        reader.hear("at work there")
    reader.do("c", "confirmed")


def test_decisions_travel_between_machines_and_conflicts_are_listed(project, tmp_path, duizhao):
    from align.decisions.reviewing import BeadReview

    other = made_project.make(tmp_path / "other", made_project.lines(5), [0.5] * 5)
    pair = made_project.ZH, made_project.EN
    for folder, operation in (
        (project, {"kind": "confirm", "row": 1, "to": 1}),
        (other, {"kind": "merge", "row": 1}),
    ):
        review = BeadReview(folder, "tester")
        review.apply(*pair, operation, review.sheet(*pair).revision)
        review.close()
    travelling = tmp_path / "decisions.jsonl"

    assert duizhao("review", "export", travelling, "--project", project).code == 0
    clean = made_project.make(tmp_path / "clean", made_project.lines(5), [0.5] * 5)
    taken = duizhao("review", "import", travelling, "--project", clean)
    assert (taken.code, taken.stdout.strip()) == (0, "")
    review = BeadReview(clean, "tester")
    assert [row.state for row in review.sheet(*pair).sheet.rows] == ["", "c", "", "", ""]
    review.close()

    contradicts = duizhao("review", "import", travelling, "--project", other)
    assert contradicts.code == 1
    assert len(contradicts.stdout.splitlines()) == 1

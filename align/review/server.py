"""The server of a review: one process, one project, this machine only."""

import signal
import socket
import sys
import threading
import webbrowser
from contextlib import ExitStack
from pathlib import Path

import uvicorn

from align.review.app import review_app
from align.review.session import HOST, PROGRAMS, Session
from corpus.errors import StoreError, UsageError
from corpus.store.schema import PROJECT
from corpus.support.files import unwritable
from corpus.support.inputs import special
from corpus.support.locks import LockedError, locked
from corpus.support.printing import note, print_lines

_LOCK = ".review.lock"
"""In the folder of outputs, as long as a review of it is open."""
TURN = 0.0005
"""Seconds after which a thread that computes lets others in: what previews need is learnt beside
the answers, each of which would wait for Python's 5 ms at every access to the disk."""
_LAST_ANSWERS = 2
"""Seconds that answers may take which are under way when the server ends."""


def serve(project: Path, port: int = 0, who: str = "", *, browser: bool = True) -> None:
    """Serve the pages of a project until Ctrl-C; the address is the first line on stdout.

    Args:
        project: the output folder of a run.
        port: to listen on; 0 for any that is free.
        who: decides; the login's name if empty.
        browser: whether to open the address.

    Raises:
        StoreError: there is no project, or a review of it is open already.
        UsageError: the port cannot be had.
    """
    if kind := special(project):
        raise StoreError(f"{project}: is {kind}; give the folder that duizhao run made")
    if not (project / PROJECT).is_file():
        raise StoreError(f"{project}: no {PROJECT} there; give the folder that duizhao run made")
    with ExitStack() as held:
        try:
            held.enter_context(locked(project / _LOCK, wait=False))
        except LockedError as error:
            who_else = f"process {error.holder}" if error.holder else "another process"
            raise StoreError(
                f"{project}: {who_else} has a review of it open; use that one, or end it first"
            ) from None
        except OSError as error:
            raise StoreError(f"{project}: {unwritable(error, 'a copy elsewhere')}") from None
        listening = held.enter_context(_listening(port))
        session = Session(
            listening.getsockname()[1], lambda next_one: note(f"for another browser: {next_one}")
        )
        sys.setswitchinterval(TURN)
        app, desk = review_app(project, session, who)
        held.callback(desk.close)  # decisions.jsonl is brought up to date then
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Ctrl-C does
        held.callback(signal.signal, signal.SIGTERM, before)
        config = uvicorn.Config(
            app, log_level="error", access_log=False, server_header=False, lifespan="off",
            ws="none", http="h11", loop="asyncio", timeout_graceful_shutdown=_LAST_ANSWERS,
        )  # fmt: skip
        server = uvicorn.Server(config)
        try:
            with server.capture_signals():  # it ends at once, then, even while it begins
                print_lines([session.address])
                sys.stdout.flush()
                note(f"for programs: {session.origin}{PROGRAMS} with the token {session.reading}")
                note("Ctrl-C ends the review; what was decided is in the project at once")
                if browser:
                    _show(session.address)
                server.run(sockets=[listening])
        except KeyboardInterrupt:
            note("the review has ended")


def _listening(port: int) -> socket.socket:
    made = socket.socket()
    try:
        if sys.platform != "win32":  # there it would let two servers have one port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((HOST, port))
        made.listen()
    except OSError as error:
        made.close()
        raise UsageError(
            f"port {port}: {error.strerror}; give another one with --port, or none for a free one"
        ) from None
    return made


def _show(address: str) -> None:
    """Open the address in a browser that has a window; one in the terminal would take it over."""
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return
    if type(found) is not webbrowser.GenericBrowser:
        threading.Thread(target=found.open, args=(address,), daemon=True).start()

"""The server of a review at work in a thread of the tests."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from align.review.app import review_app
from align.review.session import Session


@dataclass(frozen=True)
class Served:
    """A server at work."""

    project: Path
    session: Session

    @property
    def origin(self) -> str:
        """What its addresses begin with."""
        return self.session.origin


@contextmanager
def serving(project: Path, who: str = "tester") -> Iterator[Served]:
    """The server of a review in a thread."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    session = Session(listening.getsockname()[1])
    app, desk = review_app(project, session, who)
    config = uvicorn.Config(app, log_level="error", access_log=False, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        yield Served(project, session)
    finally:
        server.should_exit = True
        thread.join()
        desk.close()

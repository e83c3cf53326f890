"""One self-contained page that shows what a run found, for the person who has to trust it.

write_report(path, Report(...))

`content` holds what is shown and what became of each sentence, `markup` the smallest pieces of
HTML, `summary`, `topics`, `pairs` and `terms` one part of the page each, `page` puts them
together with ``page.css`` and ``page.js``.
"""

from align.report.content import Report
from align.report.page import write_report

__all__ = ["Report", "write_report"]

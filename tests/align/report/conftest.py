"""The system's browser, as the tests of the review have it."""

from tests.align.review.conftest import browser as browser

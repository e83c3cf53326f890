"""The memories of the example set in the real OmegaT, in both directions."""

import pytest

import tmx
from tests.omegat import missing_for_omegat, untranslated_by_omegat

pytestmark = pytest.mark.skipif(bool(missing_for_omegat()), reason=missing_for_omegat())


@pytest.mark.parametrize(
    ("name", "codes"),
    [("memory.tmx", ("zh-CN", "en-US")), ("memory.zh-TW.tmx", ("zh-TW", "en-US"))],
)
@pytest.mark.parametrize("turned", [False, True])
def test_every_unit_is_used(demo, name, codes, turned):
    source, target = reversed(codes) if turned else codes
    assert sum(1 for _ in tmx.read(demo.out / name)) > 5
    assert untranslated_by_omegat(demo.out / name, source, target) == []

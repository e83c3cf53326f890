"""The memories of the example set in the real OmegaT and translate-toolkit, in both directions."""

import pytest

import tmx
from tests.omegat import missing_for_omegat, untranslated_by_omegat
from tests.translate_toolkit import read_by_translate_toolkit

MEMORIES = [("memory.tmx", ("zh-CN", "en-US")), ("memory.zh-TW.tmx", ("zh-TW", "en-US"))]


@pytest.mark.skipif(bool(missing_for_omegat()), reason=missing_for_omegat())
@pytest.mark.parametrize(("name", "codes"), MEMORIES)
@pytest.mark.parametrize("turned", [False, True])
def test_every_unit_is_used(demo, name, codes, turned):
    source, target = reversed(codes) if turned else codes
    assert sum(1 for _ in tmx.read(demo.out / name)) > 5
    assert untranslated_by_omegat(demo.out / name, source, target) == []


@pytest.mark.parametrize(("name", "codes"), MEMORIES)
@pytest.mark.parametrize("turned", [False, True])
def test_translate_toolkit_reads_the_same(demo, name, codes, turned):
    source, target = reversed(codes) if turned else codes
    units = [unit.segments for unit in tmx.read(demo.out / name)]
    assert len(units) > 5
    assert read_by_translate_toolkit(demo.out / name, source, target) == [
        (unit[source], unit[target]) for unit in units
    ]

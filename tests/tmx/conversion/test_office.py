"""LibreOffice opens a review, saves it again, and nothing is changed by that."""

import shutil
import subprocess

import pytest

import tmx
from corpus.model import SentencePair
from tmx.conversion.corrections import take_back

pytestmark = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed (Debian: libreoffice)"
)
PAIRS = [
    SentencePair("大坝稳固 & <安全>。", "The dam held & <was safe>."),
    SentencePair("+1 制表\t符", "=SUM(A1)  two  spaces"),
    SentencePair("2026-01-04", "0012"),
    SentencePair("“引号”——𠮷", "It’s “quoted”…"),
]
BOLD = tmx.TranslationUnit(
    (
        tmx.Variant("zh-CN", "点击保存。", '点击<bpt i="1">b</bpt>保存<ept i="1">/b</ept>。'),
        tmx.Variant("en-US", "Click Save.", 'Click <bpt i="1">b</bpt>Save<ept i="1">/b</ept>.'),
    ),
    notes=("first\nsecond",),
)


@pytest.mark.parametrize(
    ("name", "form"), [("review.docx", "docx:MS Word 2007 XML"), ("review.xlsx", "xlsx")]
)
def test_what_is_opened_and_saved_again_is_unchanged(tmp_path, name, form):
    memory, review, saved = tmp_path / "in.tmx", tmp_path / name, tmp_path / "saved"
    tmx.write(memory, [*map(tmx.unit_from_pair, PAIRS), BOLD], level=2)
    tmx.convert(memory, review)
    done = subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
            *("--convert-to", form, "--outdir", saved, review),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    if b"could not be loaded" in done.stderr:
        pytest.skip("this part of LibreOffice is not installed")
    found = take_back(saved / name, tmp_path / "out.tmx", memory)
    assert (found.units, found.changed, found.missing) == (len(PAIRS) + 1, 0, 0)
    assert not found.unknown + found.ambiguous + found.empty + found.lost
    assert (tmp_path / "out.tmx").read_bytes() == memory.read_bytes()

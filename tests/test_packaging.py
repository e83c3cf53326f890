"""What the wheel holds, and what it says of itself."""

import importlib.util
import os
import re
import subprocess
import sys
import tarfile
import tomllib
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "tmx", "glossary", "align")
NO_PART = re.compile(r"__pycache__|\.pyc$|machine-code")


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def release():
    """What make release calls."""
    spec = importlib.util.spec_from_file_location("release", ROOT / ".ci/release.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel without machine code, which another test compiles."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, env={**os.environ, "DUIZHAO_PURE_WHEEL": "1"}, check=True, capture_output=True,
    )  # fmt: skip
    (path,) = folder.glob("*.whl")
    with ZipFile(path) as archive:
        yield archive


@pytest.fixture(scope="module")
def about(wheel):
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    return message_from_bytes(wheel.read(name))


def test_every_file_of_the_packages_is_in_it_and_nothing_else(wheel):
    named = {name for name in wheel.namelist() if ".dist-info/" not in name}
    there = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and not NO_PART.search(path.as_posix())
    }
    assert named == there


@pytest.mark.parametrize(
    "name",
    [
        *(f"{package}/py.typed" for package in PACKAGES),
        *(f"{package}/__init__.pyi" for package in PACKAGES),
        "align/weights/beads.json",
        "align/weights/coverage.json",
        "glossary/extraction/termhood.json",
        "align/review/templates/beads.html",
        "align/review/static/review.css",
        "corpus/language/frequencies.zip",
        "corpus/kernels/signatures.txt",
    ],
)
def test_data_and_types_are_in_it(wheel, name):
    assert name in wheel.namelist()


def test_licences_are_in_it_and_named(wheel, about):
    held = {Path(name).name for name in wheel.namelist() if ".dist-info/licenses/" in name}
    assert held == {"LICENSE", "NOTICE"} == {*about.get_all("License-File")}
    assert about["License-Expression"] == "Apache-2.0 AND CC-BY-SA-4.0"


def test_it_says_for_which_pythons_it_is_and_which_command_it_has(wheel, about):
    assert about["Requires-Python"] == ">=3.11"
    for version in ("3.11", "3.12", "3.13"):
        assert f"Programming Language :: Python :: {version}" in about.get_all("Classifier")
    (name,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "duizhao = align.entry:main" in wheel.read(name).decode()
    assert about["Description-Content-Type"] == "text/markdown"


def test_what_it_installs_is_what_it_imports_and_neither_large_nor_old(about):
    wanted = [each for each in about.get_all("Requires-Dist") if "extra ==" not in each]
    names = {re.split(r"[>=<;\[ ]", each)[0].lower() for each in wanted}
    assert len(names) == len(project()["dependencies"])
    assert not names & {"scipy", "wordfreq", "pandas", "scikit-learn", "torch", "babel"}


def test_the_citation_is_of_this_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == project()["version"]
    assert " AND ".join(citation["license"]) == project()["license"]


def test_the_public_ci_covers_every_version_that_is_promised():
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))
    matrix = workflow["jobs"]["test"]["strategy"]["matrix"]
    promised = [
        c.rpartition(" ")[2] for c in project()["classifiers"] if re.search(r":: 3\.\d+", c)
    ]
    assert matrix["python"] == promised
    assert {name.partition("-")[0] for name in matrix["os"]} == {"ubuntu", "macos", "windows"}


def test_the_hooks_do_what_make_lint_does():
    lint = (ROOT / "Makefile").read_text("utf-8").partition("\nlint:")[2].split("\n\n")[0]
    commands = re.findall(r"\$\(BIN\)/(\w+(?: \w+)?(?: --\w+)?)", lint)
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    entries = [hook["entry"] for repo in hooks["repos"] for hook in repo["hooks"]]
    assert [entry.removeprefix(".venv/bin/") for entry in entries] == commands


def test_the_site_is_built_in_both_ci():
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))
    steps = [step.get("run", "") for step in workflow["jobs"]["docs"]["steps"]]
    assert "make docs PYTHON=python" in steps
    assert re.search(r"^ *make docs$", (ROOT / ".ci/run").read_text("utf-8"), re.MULTILINE)


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sdist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (path,) = folder.glob("*.tar.gz")
    return path


def test_a_release_has_every_file_of_the_repository_in_the_sdist(release, sdist):
    release.check_sdist(sdist, project()["version"])


def test_a_release_ends_where_the_sdist_lacks_a_file(release, sdist, tmp_path):
    if not (ROOT / ".git").exists():
        pytest.skip("no repository here to compare with")
    lacking = tmp_path / sdist.name
    with tarfile.open(sdist) as whole, tarfile.open(lacking, "w:gz") as part:
        for member in whole.getmembers():
            if not member.name.endswith("/NOTICE"):
                part.addfile(member, whole.extractfile(member))
    with pytest.raises(SystemExit, match="lacks NOTICE"):
        release.check_sdist(lacking, project()["version"])


def test_a_release_ends_where_the_wheel_is_not_what_it_should_be(release, wheel, tmp_path):
    version = project()["version"]

    def changed(name, without="", more=()):
        path = tmp_path / name
        with ZipFile(path, "w") as archive:
            for each in wheel.namelist():
                if not without or without not in each:
                    archive.writestr(each, wheel.read(each))
            for each in more:
                archive.writestr(each, b"")
        return path

    code = "corpus/kernels/machine-code/kernel.nbi"
    release.check_wheel(changed("whole.whl", more=[code]), version)
    for path, said in (
        (changed("pure.whl"), "has no machine code"),
        (changed("bare.whl", "licenses/NOTICE", [code]), "has no NOTICE"),
        (changed("more.whl", more=[code, "tests/test_it.py"]), "holds .*'tests'"),
        (changed("part.whl", "glossary/", [code]), "holds"),
    ):
        with pytest.raises(SystemExit, match=said):
            release.check_wheel(path, version)
    with pytest.raises(SystemExit, match="another version"):
        release.check_wheel(tmp_path / "whole.whl", f"{version}.1")


def test_a_release_says_which_addresses_are_examples(release):
    urls = {"Homepage": "https://duizhao.example/", "Source": "https://git.invalid/duizhao"}
    (said,) = release.not_to_be_published({"urls": urls})
    assert said.endswith("examples for Homepage")
    assert not release.not_to_be_published({"urls": {"Source": urls["Source"]}})


def test_the_changelog_has_a_section_for_this_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## {re.escape(version)} – \d{{4}}-\d\d-\d\d$", changes, re.MULTILINE)

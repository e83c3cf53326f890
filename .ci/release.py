"""Builds wheel and sdist, looks into them, and tries each in a fresh environment.

python .ci/release.py dist          what make release calls; exits with 1 at the first fault

Each is installed as a user would, and runs the example from an empty folder; both must write the
same memory and glossary.
"""

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "tmx", "glossary", "align")
LICENCES = ("LICENSE", "NOTICE")
LEFT_OUT = (".gitignore",)
"""What a working copy has and a source distribution need not."""
OUTPUTS = ("memory.tmx", "memory.zh-TW.tmx", "glossary.tsv")


def main(folder: Path) -> None:
    """Build into `folder`, check, try."""
    for old in folder.glob("duizhao-*"):
        old.unlink()
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT)
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    run(sys.executable, "-m", "twine", "check", "--strict", wheel, sdist)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    check_wheel(wheel, project["version"])
    check_sdist(sdist, project["version"])
    made = [tried(each, project["version"]) for each in (wheel, sdist)]
    if made[0] != made[1]:
        fault("wheel and sdist do not write the same outputs")
    for each in (wheel, sdist):
        print(f"{each.name}: {each.stat().st_size / 1e6:.1f} MB")
    for reason in not_to_be_published(project):
        print(f"not to be published yet: {reason}")


def not_to_be_published(project: dict[str, Any]) -> list[str]:
    """What of pyproject.toml's [project] stands for something that is not there yet."""
    examples = [name for name, url in project["urls"].items() if ".example/" in url]
    return [f"[project.urls] has examples for {', '.join(examples)}"] if examples else []


def check_wheel(path: Path, version: str) -> None:
    """Packages, licences, the command, machine code; nothing else."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    about = f"duizhao-{version}.dist-info"
    if f"{about}/METADATA" not in names:
        fault(f"{path.name}: is of another version than {version}")
    tops = {name.partition("/")[0] for name in names}
    if tops != {*PACKAGES, about}:
        fault(f"{path.name}: holds {sorted(tops)}")
    for name in LICENCES:
        if f"{about}/licenses/{name}" not in names:
            fault(f"{path.name}: has no {name}")
    if not any(name.startswith("corpus/kernels/machine-code/") for name in names):
        fault(f"{path.name}: has no machine code")


def check_sdist(path: Path, version: str) -> None:
    """Everything that the repository has, apart from what `LEFT_OUT` says."""
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, text=True, capture_output=True)
    tracked = set(listed.stdout.split("\n")) - {""}
    missing = {n for n in tracked - names if not n.startswith(LEFT_OUT)}
    if missing:
        fault(f"{path.name}: lacks {', '.join(sorted(missing)[:5])}")
    if path.name != f"duizhao-{version}.tar.gz":
        fault(f"{path.name}: is of another version than {version}")


def tried(archive: Path, version: str) -> dict[str, str]:
    """What the example gives with this archive in an environment of its own: name to digest."""
    with tempfile.TemporaryDirectory(prefix="duizhao-release-") as name:
        place = Path(name)
        # pip works from outside, as in Makefile.
        run(sys.executable, "-m", "venv", "--without-pip", place / "env")
        scripts = place / "env" / ("Scripts" if os.name == "nt" else "bin")
        pip = [sys.executable, "-m", "pip", "--python", scripts / "python"]
        run(*pip, "install", "-qq", archive)
        here = {**os.environ, "DUIZHAO_CACHE": str(place / "cache"), "HOME": name}
        here.pop("PYTHONPATH", None)
        said = run(scripts / "duizhao", "--version", env=here, cwd=place)
        if said.strip() != f"duizhao {version}":
            fault(f"{archive.name}: --version says {said.strip()}")
        run(
            scripts / "duizhao", "run", ROOT / "examples/coverage", "-o", "out", env=here, cwd=place
        )
        print(f"{archive.name}: installed, and the example runs")
        found = {each: (place / "out" / each).read_bytes() for each in OUTPUTS}
        return {each: hashlib.sha256(data).hexdigest() for each, data in found.items()}


def run(*words: str | Path, **how: object) -> str:
    """The output of a command that must succeed."""
    done = subprocess.run([*map(str, words)], text=True, capture_output=True, **how)  # type: ignore[call-overload]
    if done.returncode:
        fault(f"{' '.join(map(str, words))}: {done.stdout}{done.stderr}")
    return str(done.stdout)


def fault(reason: str) -> None:
    """Say what is wrong, and end."""
    sys.exit(f"release: {reason}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Lays out the documentation and builds the site: what make docs calls.

python .ci/site.py FOLDER          FOLDER/site is the site; exits with 1 where a link leads nowhere

The pages are the Markdown of the repository. Links among them are made to fit; links to source code
become its name, as the site has no code.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[1]
TOPS = {
    "README.md": "index.md",
    "README.zh.md": "index.zh.md",
    "CONTRIBUTING.md": "CONTRIBUTING.md",
    "CHANGELOG.md": "CHANGELOG.md",
    "SECURITY.md": "SECURITY.md",
    "examples/README.md": "examples.md",
}
"""Pages that stand outside docs/, and where the site has them."""
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)")
CODE = re.compile(r"(^```.*?^```|`[^`\n]+`)", re.MULTILINE | re.DOTALL)


def main(folder: Path) -> None:
    """Build the site in `folder`."""
    pages = folder / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    places = {ROOT / name: PurePosixPath(at) for name, at in TOPS.items()}
    for path in sorted((ROOT / "docs").rglob("*")):
        if path.is_file() and path.suffix != ".toml":
            places[path] = PurePosixPath(path.relative_to(ROOT / "docs").as_posix())
    for path, at in places.items():
        (pages / at).parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md":
            (pages / at).write_text(fitted(path, places), "utf-8")
        else:
            shutil.copy(path, pages / at)
    shutil.copy(ROOT / "docs/site.toml", folder / "zensical.toml")
    words = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
    done = subprocess.run(words, cwd=folder)
    if done.returncode:
        sys.exit("site: not built; see above")


def fitted(path: Path, places: dict[Path, PurePosixPath]) -> str:
    """The text of a page with its links as the site has them."""
    here = places[path].parent
    text = path.read_text("utf-8")
    return "".join(
        part if place % 2 else LINK.sub(lambda link: linked(link, path, here, places), part)
        for place, part in enumerate(CODE.split(text))
    )


def linked(
    link: re.Match[str], path: Path, here: PurePosixPath, places: dict[Path, PurePosixPath]
) -> str:
    """One link: to another page, out into the web, or the name of what the site does not have."""
    mark, words, target = link.groups()
    name, _, part = target.partition("#")
    if not name or "://" in name or name.startswith("mailto:"):
        return link[0]
    found = (path.parent / name).resolve()
    if found not in places:
        if not found.exists():
            sys.exit(f"site: {path.relative_to(ROOT)}: {target} leads nowhere")
        return words
    up = [".."] * len(here.parts)
    at = PurePosixPath(*up, places[found])
    return f"{mark}[{words}]({at}{'#' + part if part else ''})"


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())

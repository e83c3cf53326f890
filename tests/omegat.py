"""What the real OmegaT makes of a memory, and of a glossary.

It translates the memory's own source segments; it says "finished" even when it has thrown a memory
away, so only what stands in its target folder counts. Of a glossary its own readers are asked.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import tmx
from tmx.units.languages import primary

JAR = Path("/usr/share/omegat/OmegaT.jar")  # where Debian's package has it
_TOKENIZERS = {
    "zh": "org.omegat.tokenizer.LuceneSmartChineseTokenizer",
    "en": "org.omegat.tokenizer.LuceneEnglishTokenizer",
}
_FOLDERS = ("source", "target", "tm/auto", "glossary", "dictionary", "omegat")


def missing_for_omegat() -> str:
    """Why OmegaT cannot be run here, or empty."""
    if not JAR.exists():
        return "OmegaT is not installed (Debian: apt-get install omegat)"
    return "" if shutil.which("java") else "java is not installed"


def untranslated_by_omegat(
    tmx_path: str | Path, source: str = "zh-CN", target: str = "en-US"
) -> list[str]:
    """Source segments of a memory that OmegaT does not translate as the memory says.

    A segment that is the same in both languages, which would prove nothing, is not asked for.
    """
    expected: dict[str, set[str]] = {}
    for unit in tmx.read(tmx_path):
        texts = {primary(code): text.strip() for code, text in unit.segments.items()}
        one, other = texts.get(primary(source), ""), texts.get(primary(target), "")
        if one and other and one != other:
            expected.setdefault(one, set()).add(other)
    asked = list(expected)
    with tempfile.TemporaryDirectory() as folder:
        translated = _translate(Path(folder), Path(tmx_path), source, target, asked)
    if len(translated) != len(asked):
        return asked
    return [
        one
        for one, other in zip(asked, translated, strict=True)
        if other.strip() not in expected[one]
    ]


def _translate(
    folder: Path, memory: Path, source: str, target: str, segments: list[str]
) -> list[str]:
    """The segments as a project with this one memory translates them."""
    project, settings = _project(folder, source, target)
    shutil.copy(memory, project / "tm/auto" / memory.name)
    # Empty lines between, as OmegaT takes either lines or blocks of a text for segments
    text = "".join(f"{segment}\n\n" for segment in segments)
    (project / "source" / "segments.utf8").write_text(text, encoding="utf-8", newline="\n")
    _translate_project(project, settings)
    output = project / "target" / "segments.utf8"
    return [line for line in output.read_text(encoding="utf-8").splitlines() if line]


def translated_by_omegat(
    document: Path, memory: Path, source: str = "zh-CN", target: str = "en-US"
) -> bytes:
    """A document as a project with one memory translates it."""
    with tempfile.TemporaryDirectory() as folder:
        project, settings = _project(Path(folder), source, target)
        shutil.copy(memory, project / "tm/auto" / memory.name)
        shutil.copy(document, project / "source" / document.name)
        _translate_project(project, settings)
        return (project / "target" / document.name).read_bytes()


def glossary_in_omegat(
    path: Path, source: str = "zh-CN", target: str = "en-US"
) -> list[tuple[str, str]]:
    """The source and target terms that OmegaT's readers find in a glossary."""
    with tempfile.TemporaryDirectory() as folder:
        project, settings = _project(Path(folder), source, target)
        probe = Path(__file__).with_name("OmegatGlossary.java")
        output = _java("-cp", JAR, probe, project, path, settings=settings)
    lines = (line.split("\t") for line in output.splitlines())
    return [(fields[1], fields[2]) for fields in lines if fields[0] == "entry"]


def _project(folder: Path, source: str, target: str) -> tuple[Path, Path]:
    """An empty project, and a folder for OmegaT's settings."""
    project, settings = folder / "project", folder / "settings"
    settings.mkdir()
    for name in _FOLDERS:
        (project / name).mkdir(parents=True)
    places = "".join(
        f"<{name}>__DEFAULT__</{name}>"
        for name in (
            "source_dir", "target_dir", "tm_dir", "glossary_dir", "glossary_file", "dictionary_dir"
        )
    )  # fmt: skip
    (project / "omegat.project").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<omegat><project version="1.0">{places}'
        f"<source_lang>{source}</source_lang><target_lang>{target}</target_lang>"
        f"<source_tok>{_TOKENIZERS[primary(source)]}</source_tok>"
        f"<target_tok>{_TOKENIZERS[primary(target)]}</target_tok>"
        "<sentence_seg>false</sentence_seg>"
        "<support_default_translations>true</support_default_translations>"
        "<remove_tags>false</remove_tags></project></omegat>\n",
        encoding="utf-8",
    )
    return project, settings


def _translate_project(project: Path, settings: Path) -> None:
    _java(
        *("-jar", JAR, project, "--mode=console-translate", f"--config-dir={settings}"),
        *("--no-team", "--disable-project-locking"),
        settings=settings,
    )


def _java(*arguments: str | Path, settings: Path) -> str:
    """What a Java program prints."""
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    options = ("-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", f"-Duser.home={settings}")
    done = subprocess.run(
        ["java", *options, *map(str, arguments)],
        env={**environment, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=300,
        check=True,
        cwd=settings,
    )
    return done.stdout.decode("utf-8")

"""What building a wheel does besides: compile the kernels, so that the first run need not.

The wheel is then one for this platform and this Python. Where numba is missing or compiling fails,
that is said, and the wheel is one for all, whose first run compiles. So it is with
``DUIZHAO_PURE_WHEEL=1``.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = "corpus/kernels/machine-code"
"""`corpus.kernels.code_folders.SHIPPED`."""


class Kernels(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the machine code to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless the package is installed for those who change it (``editable``)."""
        if version == "editable" or os.environ.get("DUIZHAO_PURE_WHEEL"):
            return
        self._made = TemporaryDirectory()
        folder = Path(self._made.name) / Path(FOLDER).name
        command = [sys.executable, "-P", "-m", "corpus.kernels.preparation", str(folder)]
        self.app.display_waiting("Compiling kernels, which takes about half a minute")
        done = subprocess.run(  # noqa: S603  (this very Python)
            command, cwd=self.root, env={**os.environ, "PYTHONPATH": self.root}, check=False
        )
        if done.returncode:
            self.app.display_warning("Kernels cannot be compiled here; the first run does it")
            return
        build_data["force_include"][str(folder)] = FOLDER
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """The wheel is written."""
        if hasattr(self, "_made"):
            self._made.cleanup()

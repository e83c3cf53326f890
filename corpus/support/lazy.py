"""Public names that are imported only when they are asked for, so that start-up stays fast.

__getattr__ = lazily(__name__, {"Document": "corpus.model", ...})
"""

import importlib
import sys
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any


def lazily(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """A module ``__getattr__`` (PEP 562) that finds each name in the module given for it.

    A public name may be that of the module it lives in (``tmx.write`` in
    ``tmx/formats/tmx/write.py``): the import system would put the module in its place as soon as
    that is loaded, so the package takes no module under a public name.
    """

    class Package(ModuleType):
        def __setattr__(self, name: str, value: Any) -> None:  # noqa: ANN401  (any attribute)
            if not (name in homes and isinstance(value, ModuleType)):
                super().__setattr__(name, value)

    def find(name: str) -> Any:  # noqa: ANN401  (a module attribute can be anything)
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(importlib.import_module(homes[name]), name)

    sys.modules[package].__class__ = Package
    return find

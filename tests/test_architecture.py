"""The pure half loads without Django: reading a file is a function of its bytes."""

import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest

PURE_PACKAGES = [
    "agreements.names",
    "events.exports",
    "events.phrases",
    "events.proofreading",
    "importers.documents",
]
PURE_MODULES = [
    "agreements.reference.read",
    "coopregistry.office",
    "events.editions.differences",
    "events.entries.clipboard",
    "events.matching.matcher",
    "events.matching.repeats",
    "events.period",
    "events.words.highlight",
    "events.words.stems",
    "importers.resolving.pairing",
    "importers.uploads.sandbox",
]


def modules_of(package: str) -> list[str]:
    path = import_module(package).__path__
    return [package, *(module.name for module in pkgutil.walk_packages(path, f"{package}."))]


@pytest.mark.parametrize("name", [*PURE_PACKAGES, *PURE_MODULES])
def test_pure_module_loads_without_django(name: str) -> None:
    modules = modules_of(name) if name in PURE_PACKAGES else [name]
    code = f"import sys, {', '.join(modules)}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

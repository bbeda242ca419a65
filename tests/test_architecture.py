"""The pure half loads without Django: reading a file is a function of its bytes."""

import subprocess
import sys

import pytest

PURE = [
    "agreements.names.gazetteer",
    "agreements.names.parties",
    "agreements.names.declension",
    "agreements.reference.read",
    "coopregistry.office",
    "events.differences",
    "events.exports.csv",
    "events.exports.docx",
    "events.exports.pdf",
    "events.exports.xlsx",
    "events.hits",
    "events.house",
    "events.pasted",
    "events.period",
    "events.values",
    "events.wording",
    "importers.layouts",
    "importers.matching",
    "importers.readers",
    "importers.sandbox",
    "importers.sources",
    "importers.target",
]


@pytest.mark.parametrize("module", PURE)
def test_pure_module_loads_without_django(module: str) -> None:
    code = f"import sys, {module}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

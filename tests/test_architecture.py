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
    "events.editions.differences",
    "events.exports.csv",
    "events.exports.docx",
    "events.exports.pdf",
    "events.exports.xlsx",
    "events.words.highlight",
    "events.exports.house_form",
    "events.entries.clipboard",
    "events.period",
    "events.phrases.values",
    "events.phrases.house_wording",
    "importers.documents.layouts",
    "importers.resolving.pairing",
    "importers.documents.readers",
    "importers.uploads.sandbox",
    "importers.documents.sources",
    "importers.documents.target",
]


@pytest.mark.parametrize("module", PURE)
def test_pure_module_loads_without_django(module: str) -> None:
    code = f"import sys, {module}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

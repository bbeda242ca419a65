"""Every string of the interface is in the Russian catalogue, and the compiled catalogue matches it."""

import runpy

from tests.needs import needs_gettext
from tests.vendored import ROOT


@needs_gettext
def test_catalogue_is_complete_and_compiled() -> None:
    assert runpy.run_path(str(ROOT / "locale" / "check.py"))["faults"]() == []

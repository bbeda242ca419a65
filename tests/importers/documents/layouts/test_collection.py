import sys
from pathlib import Path

import pytest

from importers.documents.layouts import LAYOUTS
from importers.documents.layouts.collection import collect

NEW_FAMILY = '''
from importers.documents.layouts.base import Layout
from importers.documents.layouts.international_plan import InternationalPlan


class YearlyPlan(InternationalPlan):
    name = "yearly_plan"


class Base(Layout):
    """Has no name: not a family."""
'''


def test_all_families_are_found() -> None:
    assert [layout.name for layout in LAYOUTS] == [
        "agreement_plan",
        "agreement_report",
        "agreements_report",
        "bare_table",
        "international_plan",
        "international_report",
        "interregional_plan",
        "interregional_report",
        "open_kind",
    ]


def test_new_family_is_one_new_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "families"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "yearly_plan.py").write_text(NEW_FAMILY)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [layout.name for layout in collect("families", [str(package)])] == ["yearly_plan"]

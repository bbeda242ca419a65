"""docs/remarks.md lists every code of the registry once, and says rightly which a click mends."""

import re

from django.conf import settings

from events.entries.finding_messages import ISSUES as ROW_ISSUES
from events.labels import SEVERITY_LABELS
from events.proofreading.proofread import MENDABLE
from importers.messages import ISSUES

_LINE = re.compile(r"\| `([a-z-]+)` \| (.+) \|")


def rows() -> list[tuple[str, list[str]]]:
    text = (settings.BASE_DIR / "docs" / "remarks.md").read_text(encoding="utf-8")
    return [
        (found[1], found[2].split(" | ")) for line in text.splitlines() if (found := _LINE.fullmatch(line))
    ]


def test_every_code_is_listed_once() -> None:
    listed = [code for code, _cells in rows()]
    assert sorted(listed) == sorted({*ISSUES, *ROW_ISSUES})


def test_every_line_says_what_it_means_how_grave_it_is_an_example_and_what_to_do() -> None:
    severities = {str(label) for label in SEVERITY_LABELS.values()}
    for code, cells in rows():
        assert len(cells) in (4, 5), code
        assert cells[1] in severities, code
        assert all(cells), code


def test_the_table_tells_what_one_click_mends() -> None:
    assert {code for code, cells in rows() if cells[4:] == ["да"]} == MENDABLE

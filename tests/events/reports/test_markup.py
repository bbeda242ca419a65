"""Rows of a document as HTML."""

import pytest
from django.urls import set_script_prefix

from events.entries.grid.cures import Cure
from events.models import Entry, Finding
from events.reports.markup import RowMarkup
from events.reports.page import PageCell, PageRow

ENTRY = Entry(pk=7, event_id=8)
NO_DATES = Finding(pk=1, code="no-dates", severity="warning", role="dates")


def shown(
    *cells: PageCell,
    editable: bool = False,
    findings: tuple[Finding, ...] = (),
    asking: dict[int, bool] | None = None,
) -> str:
    row = PageRow(entry=ENTRY, cells=list(cells), findings=list(findings))
    return RowMarkup(editable=editable, asking=asking or {}, write_cures=_labels).rows([row], {7: 12})


def _labels(entry: Entry, finding: Finding, cures: list[Cure]) -> str:
    return f"[{entry.pk} {finding.pk}: {', '.join(cure.label for cure in cures)}]"


def cell(role: str, text: str, **values: object) -> PageCell:
    return PageCell(column=3, role=role, text=text, **values)


def test_a_text_is_escaped_and_keeps_its_lines() -> None:
    assert shown(cell("title", 'A & "B" <i>\r\nC\rD\nE')) == (
        '<tr id="row-7"><td id="row-7-title"><div class="cell-body">'
        '<span class="cell-text">A &amp; &quot;B&quot; &lt;i&gt;<br>C<br>D<br>E</span></div></td></tr>'
    )


def test_a_reader_gets_neither_wordings_nor_cures() -> None:
    finding = Finding(pk=1, code="no-dates", severity="info", role="place", found="a", suggestion="b")
    assert shown(cell("place", "a", by_body="b", rows=2, findings=[finding])) == (
        '<tr id="row-7"><td rowspan="2" id="row-7-place"><div class="cell-body">'
        '<span class="cell-text">a</span>'
        '<span class="mark mark-info" role="note" title="В строке не указаны сроки.">!</span></div></td></tr>'
    )


def test_a_cell_of_the_coordinator_can_be_changed_and_says_that_it_was() -> None:
    page = shown(cell("title", "A", by_body="«B» & C"), cell("", "B"), editable=True)
    assert page == (
        '<tr id="row-7" data-entry="7" data-version="12" data-number="">'
        '<td id="row-7-title" data-column="3"><div class="cell-body">'
        '<span class="cell-text">A</span>'
        '<span class="mark mark-own" title="Редакция координатора. Орган писал: «B» &amp; C">ред.</span>'
        "</div></td>"
        '<td data-column="3"><div class="cell-body"><span class="cell-text">B</span></div></td></tr>'
    )


def test_what_a_click_can_write_follows_its_remark() -> None:
    finding = Finding(
        pk=4, code="unknown-place", severity="warning", role="place", found="Брянс", suggestion="Брянск"
    )
    page = shown(cell("place", "г. Брянс", findings=[finding]), editable=True)
    assert page.endswith("!</span>[7 4: Брянск]</div></td></tr>")


@pytest.mark.parametrize(("editable", "address"), [(True, "/rows/7/edit/"), (False, "/events/8/")])
def test_the_number_leads_to_the_row_or_its_event_and_bears_the_remarks_of_both(
    editable: bool, address: str
) -> None:
    page = shown(cell("number", "", findings=[NO_DATES]), editable=editable, findings=(NO_DATES,))
    assert f'<a href="{address}" title=' in page
    assert ">№</a>" in page
    assert page.count("mark-warning") == 2


@pytest.mark.parametrize(
    ("waits", "classes", "words"),
    [
        (False, "ask", "Задать вопрос по этой строке"),
        (True, "ask ask-open", "Орган еще не ответил на вопрос"),
    ],
)
def test_the_body_of_a_row_is_asked_from_its_number(waits: bool, classes: str, words: str) -> None:
    link = f'<a class="{classes}" href="/rows/7/questions/" title="{words}" aria-label="{words}">?</a>'
    assert link in shown(cell("number", "1"), editable=True, asking={7: waits})
    assert "/questions/" not in shown(cell("number", "1"), editable=True, asking={8: waits})
    assert "/questions/" not in shown(cell("number", "1"), asking={7: waits})


def test_addresses_begin_as_those_of_the_site() -> None:
    shown(cell("title", "A"), editable=True)
    set_script_prefix("/registry/")
    try:
        assert 'href="/registry/rows/7/edit/"' in shown(cell("number", "1"), editable=True)
    finally:
        set_script_prefix("/")

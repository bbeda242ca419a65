"""Every Word and Excel file the site gives out is opened by Office as it is, without a repair."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from docx.enum.style import WD_STYLE_TYPE
from openxml_audit import FileFormat, OpenXmlValidator

from events.editions.fixing import fix
from events.exports.docx import docx_bytes
from events.exports.page_style import Formalities, Properties, Signature
from events.exports.table import ReportTable, SectionLine, Span
from events.exports.xlsx import write_xlsx
from events.models import Edition, Report
from events.web import TYPES
from importers.documents.comments import Remark, with_comments
from importers.documents.issues import SourceRef
from importers.documents.layouts.recognition import recognise
from importers.documents.readers import read
from importers.uploads.corrections import place_of
from importers.uploads.issue_tables import row_table
from tests.events.exports.tables import entry, plan
from tests.importers.dumps import CULTURE, dump, plan_row
from tests.permissions.roles import Rule, Who, World
from tests.permissions.test_walk import RULES
from tests.permissions.visitors import browser_of, sign_all_in

OFFICE = {TYPES[suffix]: suffix for suffix in ("docx", "xlsx")}
STUB = b"PK"  # what the small registry keeps in place of a document
# Addresses that write a file from what is sent to them.
SENT: dict[str, Callable[[World], dict[str, Any]]] = {
    "events:dossier": lambda world: {"start": "2030-01-01", "end": "2030-12-31"},
    "events:letters": lambda world: {"kind": "request", "submissions": [world.submission_a.pk]},
    "events:report_print": lambda world: {"stamp": "УТВЕРЖДАЮ", "post": "Министр", "name": "А.А. Пробный"},
}


def faults(data: bytes, suffix: str, folder: Path) -> list[str]:
    path = folder / f"file.{suffix}"
    path.write_bytes(data)
    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019, max_errors=0).validate(path)
    return [str(error) for error in result.errors]


def answers(world: World, client: Client, name: str, rule: Rule) -> Iterator[HttpResponseBase]:
    """What the address gives; one that has files of several kinds is asked for each."""
    kwargs = rule.kwargs(world)
    for suffix in ("docx", "xlsx") if "suffix" in kwargs else (None,):
        url = reverse(name, kwargs=kwargs | ({"suffix": suffix} if suffix else {}))
        yield client.get(url, {**rule.query(world), "file": "1"})
        if name in SENT:
            yield client.post(url, SENT[name](world))


@pytest.mark.one_database
@pytest.mark.django_db
def test_every_file_of_the_site_is_valid(world: World, tmp_path: Path) -> None:
    """Every address is asked, so that a file made tomorrow is looked at too."""
    Report.objects.filter(pk=world.done.pk).update(state=Report.State.COLLECTING)
    Edition.objects.filter(pk=world.edition.pk).update(docx=fix(world.done, user=None).docx)
    client = browser_of(sign_all_in(world), Who.COORDINATOR)
    found: dict[tuple[str, str], list[str]] = {}
    for name, rules in RULES.items():
        for rule in rules if ":" in name else ():
            with transaction.atomic():
                if rule.prepare:
                    rule.prepare(world)
                for response in answers(world, client, name, rule):
                    suffix = OFFICE.get(response.headers.get("Content-Type", ""))
                    data = b"".join(response) if suffix else STUB
                    if suffix and data != STUB:
                        found[name, suffix] = faults(data, suffix, tmp_path)
                transaction.set_rollback(True)
    assert found == {
        ("events:agreement_file", "docx"): [],
        ("events:agreement_journal", "docx"): [],
        ("events:agreement_journal", "xlsx"): [],
        ("events:agreements_of_year", "docx"): [],
        ("events:coming_file", "docx"): [],
        ("events:dashboard_file", "docx"): [],
        ("events:dossier", "docx"): [],
        ("events:edition_changes", "docx"): [],
        ("events:edition_file", "docx"): [],
        ("events:events_file", "docx"): [],
        ("events:events_file", "xlsx"): [],
        ("events:fate", "docx"): [],
        ("events:figures_file", "xlsx"): [],
        ("events:groupings_file", "docx"): [],
        ("events:groupings_file", "xlsx"): [],
        ("events:information_file", "docx"): [],
        ("events:letters", "docx"): [],
        ("events:my_part_download", "docx"): [],
        ("events:person_met_file", "docx"): [],
        ("events:person_met_file", "xlsx"): [],
        ("events:register_file", "docx"): [],
        ("events:register_file", "xlsx"): [],
        ("events:report_file", "docx"): [],
        ("events:report_file", "xlsx"): [],
        ("events:report_print", "docx"): [],
        ("events:results_file", "docx"): [],
        ("events:results_file", "xlsx"): [],
        ("importers:remarks", "xlsx"): [],
        ("importers:run_remarks", "xlsx"): [],
    }


def full_table() -> ReportTable:
    return plan(
        SectionLine("Министерство образцов"),
        entry(1, "г. Москва", Span.START),
        entry(2, "", Span.CONTINUE),
        entry(3, content="=1+1\n\tвторой абзац & <знаки> _x0041_"),
        notes=("Всего состоялось 3 встречи",),
        extras=("* сноска", "** вторая"),
        column_numbers=True,
    )


def full_document() -> bytes:
    formalities = Formalities(
        draft=True,
        stamp=("УТВЕРЖДАЮ", "Министр"),
        signature=Signature(post="Министр\nобразцов", name="А.А. Пробный"),
        executor=("Б.Б. Образцов", "12-34-56"),
    )
    return docx_bytes(full_table(), formalities=formalities, properties=Properties(author="Управление"))


def test_a_document_with_everything_is_valid(tmp_path: Path) -> None:
    assert faults(full_document(), "docx", tmp_path) == []
    book = BytesIO()
    write_xlsx(full_table(), book)
    assert faults(book.getvalue(), "xlsx", tmp_path) == []


REMARKS = [
    Remark(SourceRef(table=1, row=3, column=2), "Такого партнера нет"),
    Remark(SourceRef(), "О документе"),
]


def test_remarks_written_into_a_document_leave_it_valid(tmp_path: Path) -> None:
    assert faults(with_comments(full_document(), REMARKS), "docx", tmp_path) == []


def test_marks_of_remarks_take_the_style_the_document_has_for_them(tmp_path: Path) -> None:
    """A Russian Word calls it «a3»."""
    document = docx.Document(BytesIO(full_document()))
    style = document.styles.add_style("annotation reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    style.element.styleId = "a3"
    russian = BytesIO()
    document.save(russian)
    data = with_comments(russian.getvalue(), REMARKS)
    assert faults(data, "docx", tmp_path) == []
    assert set(
        re.findall(rb'<w:rStyle w:val="([^"]+)"', ZipFile(BytesIO(data)).read("word/document.xml"))
    ) == {b"a3"}


def test_rows_with_remarks_are_valid(tmp_path: Path) -> None:
    document = recognise(read(dump([(CULTURE, [plan_row("=1+1", dates="когда-нибудь")])]), "план.txt"))
    (row,) = document.rows
    issues = {place_of(row): document.issues}
    assert faults(row_table(document, issues), "xlsx", tmp_path) == []

"""The comparison reports every visible difference, and none that is due to time or chance."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from answers import Kept, Written
from differences import compare, told
from normal_form import masked, normal_form, text_alone

HTML = "text/html; charset=utf-8"


def page(text: str) -> str:
    return normal_form(text.encode(), HTML)


def workbook(saved: datetime, cell: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        core = f'<dcterms:modified xsi:type="t">{saved:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>'
        archive.writestr("docProps/core.xml", core)
        archive.writestr("xl/sheet.xml", f"<c><v>{cell}</v></c>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>\n  Two  words</p>", "<p>Two words</p>"),
        ('<a id="x" href="/y">z</a>', '<a href="/y" id="x">z</a>'),
        (
            '<input name="csrfmiddlewaretoken" value="one">',
            '<input name="csrfmiddlewaretoken" value="other">',
        ),
        ('<script src="/static/app.0123456789ab.js">', '<script src="/static/app.ba9876543210.js">'),
    ],
)
def test_pages_that_differ_by_chance_are_equal(one: str, other: str) -> None:
    assert page(one) == page(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>1 event</p>", "<p>2 events</p>"),
        ('<a href="/events/1/">x</a>', '<a href="/events/2/">x</a>'),
        ('<input name="version" value="1">', '<input name="version" value="2">'),
        ("<p>x</p>", "<div>x</div>"),
        ("<p>&lt;b&gt;x</p>", "<p><b>x</p>"),
        ("<!doctype html><p>x</p>", "<p>x</p>"),
    ],
)
def test_pages_that_say_something_else_differ(one: str, other: str) -> None:
    assert page(one) != page(other)


def test_words_alone_leave_out_the_elements_around_them() -> None:
    assert text_alone(page("<p>Two <b>words</b></p>")) == text_alone(page('<div class="x">Two words</div>'))
    assert text_alone(page("<p>Two words</p>")) != text_alone(page("<p>Three words</p>"))
    assert text_alone(page('<p title="a\nb">Two words</p>')) == text_alone(page("<p>Two words</p>"))


def test_a_workbook_saved_just_now_is_equal_to_one_saved_a_minute_ago_and_to_none_of_last_year() -> None:
    now = datetime.now(UTC)
    fresh = normal_form(workbook(now, "1"), "")
    assert fresh == normal_form(workbook(now - timedelta(minutes=1), "1"), "")
    assert fresh != normal_form(workbook(now - timedelta(days=365), "1"), "")
    assert fresh != normal_form(workbook(now, "2"), "")


def test_line_ends_of_a_table_count() -> None:
    assert normal_form(b"a;b\r\n", "text/csv") != normal_form(b"a;b\n", "text/csv")


def test_sizes_are_left_out_of_the_state_of_the_system_alone() -> None:
    assert masked("events:system_state", "12,5\u00a0МБ") == masked("events:system_state", "13\u00a0МБ")
    assert masked("events:events", "12,5\u00a0МБ") == "12,5\u00a0МБ"


def test_every_kind_of_difference_is_told(tmp_path: Path) -> None:
    former, new = Written(tmp_path / "former"), Written(tmp_path / "new")
    former.add("same", "viewer", 200, "x")
    new.add("same", "viewer", 200, "x")
    former.add("status", "viewer", 200, "x")
    new.add("status", "viewer", 500, "x")
    former.add("header", "viewer", 302, "", headers={"Location": "/a/"})
    new.add("header", "viewer", 302, "", headers={"Location": "/b/"})
    former.add("body", "viewer", 200, "one\ntwo")
    new.add("body", "viewer", 200, "one\nthree")
    former.add("gone", "viewer", 200, "x")
    new.add("added", "viewer", 200, "x")

    found = compare(Kept(tmp_path / "former"), Kept(tmp_path / "new"), text_only=False)

    assert not found.is_equal
    assert found.equal == 1
    assert found.different == {
        "status": "status 200 → 500",
        "header": "Location: /a/ → /b/",
        "body": "-two\n+three",
    }
    assert (found.gone, found.added, found.broken) == (["gone"], ["added"], ["status"])
    assert next(iter(told(found, "SQLite"))) == (
        "SQLite: 4 answers compared, 1 equal, 3 different, 1 only in the former version, "
        "1 only in the new one"
    )

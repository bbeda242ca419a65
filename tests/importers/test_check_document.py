"""check_document: what is wrong with a file, told and not written."""

import json
from collections import Counter
from contextlib import nullcontext
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from coopregistry.models import Change
from events.models import Report
from tests.importers.dumps import CULTURE, dump, plan_row
from tests.needs import needs_hunspell
from tests.real import REAL, needs_real

pytestmark = pytest.mark.django_db


def check(*paths: Path, fails: bool = False, **options) -> tuple[list[dict], str]:
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit, match="1") if fails else nullcontext():
        call_command("check_document", *map(str, paths), json=True, stdout=out, stderr=err, **options)
    return json.loads(out.getvalue()), err.getvalue()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "план.txt"
    path.write_bytes(dump([(CULTURE, [plan_row("Ярмарка  мастеров"), plan_row("Выставка", place="")])]))
    return path


def test_each_remark_says_what_where_and_what_to_do(plan: Path) -> None:
    (done,), errors = check(plan)
    assert errors == ""
    assert (done["file"], done["status"], done["error"]) == (str(plan), "checked", None)
    spaces = [remark for remark in done["remarks"] if remark["code"] == "doubled-space"]
    message = spaces[0].pop("message")
    assert "Ярмарка  мастеров" in message
    assert spaces[0] == {
        "code": "doubled-space",
        "severity": "info",
        "row": 3,
        "column": 3,
        "heading": "Наименование мероприятия",
        "found": "Ярмарка  мастеров",
        "expected": "",
        "suggestion": "Ярмарка мастеров",
    }
    assert [(one["code"], one["row"]) for one in done["remarks"] if one["severity"] == "warning"] == [
        ("empty-cell", 4)
    ]


def test_a_file_that_cannot_be_read_fails_and_the_others_are_checked(plan: Path, tmp_path: Path) -> None:
    bad = tmp_path / "письмо.txt"
    bad.write_text("Просим направить сведения.")
    done, errors = check(bad, plan, tmp_path / "нет.docx", fails=True)
    assert [one["status"] for one in done] == ["failed", "checked", "failed"]
    assert str(bad) in errors
    assert [remark["code"] for remark in done[0]["remarks"]] == ["no-table"]


def test_a_bare_table_is_told_what_it_is(tmp_path: Path) -> None:
    bare = tmp_path / "таблица.txt"
    bare.write_bytes(dump([(CULTURE, [plan_row("Ярмарка  мастеров")])], title=""))
    assert check(bare, fails=True)[0][0]["status"] == "failed"
    (done,), _errors = check(bare, kind="interregional_plan", period="2025-H1")
    assert "doubled-space" in {remark["code"] for remark in done["remarks"]}


def test_nothing_is_written(plan: Path) -> None:
    before = Change.objects.count()
    with connection.execute_wrapper(_refuse_writing):
        check(plan)
    assert (Report.objects.count(), Change.objects.count()) == (0, before)


def _refuse_writing(execute, sql: str, params, many: bool, context):
    assert sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE")), sql
    return execute(sql, params, many, context)


def test_in_words_each_remark_is_a_line_of_its_file(plan: Path) -> None:
    out = StringIO()
    call_command("check_document", str(plan), stdout=out)
    lines = out.getvalue().splitlines()
    assert len(lines) == len(check(plan)[0][0]["remarks"])
    assert all(line.startswith(f"{plan}: ") for line in lines)


# Each was looked at in its document; none is a false alarm. «Свiтанак» and «Дажынкi» have a Latin i for the
# Belarusian letter, and each abbreviation is indeed told nowhere.
PROOF_READ = {
    "agreements-report-2020-Q4": {
        "doubled-space": 9,
        "frozen-hyphen": 3,
        "mixed-alphabets": 1,
        "stray-space": 1,
    },
    "international-report-2023-Q2": {
        "doubled-space": 20,
        "content-repeats-title": 3,
        "mixed-alphabets": 1,
        "unbalanced-brackets": 1,
        "unexplained-abbreviation": 1,
    },
    "international-report-2024-Q4": {
        "doubled-space": 10,
        "mixed-alphabets": 6,
        "cyrillic-roman-numeral": 2,
        "unexplained-abbreviation": 1,
        "initial-without-dot": 1,
    },
    "interregional-plan-2022-H2": {"doubled-space": 3, "year-in-nominative": 1},
    "interregional-plan-2024-H1": {"doubled-space": 3, "unexplained-abbreviation": 3, "frozen-hyphen": 1},
}
# Raised by the reading of values, and not again by the proof-reading
READ = {
    *("no-participant-figure", "outside-period", "participants-to-be-specified", "participants-summed"),
    *("no-partner-found", "partner-place-mismatch", "participants-counted-in-part", "unclosed-quotes"),
    *("unknown-place", "glued-row", "city-for-region", "dates-to-be-specified", "new-agreement"),
    *(
        "new-department",
        "new-sphere",
        "dates-without-end",
        "participants-left-over",
        "participants-own-side",
        "participants-one-side",
        "partner-to-be-specified",
        "partner-left-out",
        "partner-not-in-column",
        "place-of-embassy",
        "unread-mode",
        "unread-result",
        "weak-mode",
        "weak-partner",
        "weak-result",
        "vague-participants",
        "unread-participants",
    ),
}


@needs_real
@needs_hunspell
def test_the_real_documents_raise_what_a_careful_reader_would_mark() -> None:
    done, errors = check(*sorted(REAL.glob("*.txt")))
    assert errors == ""
    raised = {
        Path(one["file"]).stem: dict(
            Counter(remark["code"] for remark in one["remarks"] if remark["code"] not in READ)
        )
        for one in done
    }
    assert raised == PROOF_READ

"""`import_documents --column N=ROLE`, and the columns in its JSON."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from events.vocabulary import ColumnUse
from importers.column_lessons import ColumnLesson, teach
from tests.importers.dumps import CULTURE, dump

pytestmark = pytest.mark.django_db

HEADINGS = ("№ п/п", "Субъект", "Наименование мероприятия", "Сроки", "Финиш", "Ответственный", "Гости")
ROW = ("Тверская область", "Слет", "12 марта 2025 года", "14 марта 2025 года", "Министерство спорта", "45")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "план.txt"
    path.write_bytes(dump([(CULTURE, [ROW])], headings=HEADINGS))
    return path


def run(path: Path, *arguments: str, fails: bool = False) -> dict[str, Any]:
    out = io.StringIO()
    command = ["import_documents", str(path), "--json", "--dry-run", *arguments]
    if fails:
        with pytest.raises(SystemExit):
            call_command(*command, stdout=out, stderr=io.StringIO())
    else:
        call_command(*command, stdout=out)
    (outcome,) = json.loads(out.getvalue())
    return outcome


def columns(outcome: dict[str, Any]) -> list[tuple[str | None, bool]]:
    return [(column["role"], column["stated"]) for column in outcome["columns"]]


def test_json_says_what_each_column_was_read_as(plan: Path) -> None:
    outcome = run(plan)
    read = ("number", "partner", "title", "dates", None, "department", None)
    assert columns(outcome) == [(role, False) for role in read]
    assert outcome["columns"][4] == {"column": 5, "heading": "Финиш", "role": None, "stated": False}


def test_columns_are_said(plan: Path) -> None:
    outcome = run(plan, "--column", "5=until", "--column", "7=count", "--column", "6=left_out")
    assert columns(outcome)[4:] == [("until", True), ("left_out", True), ("count", True)]
    (row,) = outcome["rows"]
    assert (row["end"], row["participants_count"]) == ("2025-03-14", 45)
    assert not ColumnLesson.objects.exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (["9=until"], "no-such-column"),
        (["5=until", "7=until"], "column-twice"),
        (["4=place"], "column-lacking"),
    ],
)
def test_what_cannot_be_fails_in_words(plan: Path, said: list[str], code: str) -> None:
    arguments = [part for one in said for part in ("--column", one)]
    outcome = run(plan, *arguments, fails=True)
    assert (outcome["status"], outcome["code"], outcome["rows"]) == ("failed", code, [])


@pytest.mark.parametrize("said", ["until", "x=until", "5=end"])
def test_what_is_no_column_is_refused_with_the_roles(plan: Path, said: str) -> None:
    with pytest.raises(CommandError, match="until, count"):
        run(plan, "--column", said)


def test_what_a_coordinator_taught_holds_for_the_command(plan: Path, django_user_model: Any) -> None:
    user = django_user_model.objects.create(username="a-coordinator")
    meanings = (None, None, None, None, ColumnUse.UNTIL, None, None)
    teach(HEADINGS, meanings, user=user, for_all=False)
    assert run(plan)["rows"][0]["end"] == "2025-03-12"
    assert run(plan, "--user", user.username)["rows"][0]["end"] == "2025-03-14"
    teach(HEADINGS, meanings, user=user, for_all=True)
    assert run(plan)["rows"][0]["end"] == "2025-03-14"

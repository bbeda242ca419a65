"""A file that lacks many of the rows it is about asks before they go."""

import pytest

from events.models import Entry
from importers.documents.upload import Upload
from importers.importing import WouldRemove, import_document, preview
from importers.models import ImportRun
from tests.importers.dumps import CULTURE, EDUCATION, dump, plan_row
from tests.importers.test_commands import run

pytestmark = pytest.mark.django_db

FAIRS = [
    plan_row(f"Ярмарка {name}", dates=f"{day} марта 2025 года") for day, name in enumerate("АБВГДЕЖЗ", 1)
]


def upload(rows: list, section: str = CULTURE) -> Upload:
    return Upload(name="план.txt", data=dump([(section, rows)]))


def titles() -> list[str]:
    return [entry.cells["title"] for entry in Entry.objects.order_by("section__order", "order")]


@pytest.mark.parametrize("left", [5, 4, 1])
def test_more_than_a_third_and_three_rows_are_a_question(left: int) -> None:
    import_document(upload(FAIRS))
    with pytest.raises(WouldRemove) as asked:
        import_document(upload(FAIRS[:left]))
    assert asked.value.resolution.counts["missing"] == 8 - left
    assert (len(titles()), ImportRun.objects.count()) == (8, 1)


@pytest.mark.parametrize(("stand", "left"), [(8, 6), (4, 2), (2, 1)])
def test_few_rows_or_a_small_part_go_unasked(stand: int, left: int) -> None:
    import_document(upload(FAIRS[:stand]))
    import_document(upload(FAIRS[:left]))
    assert len(titles()) == left


def test_exactly_a_third_goes_unasked() -> None:
    rows = [*FAIRS, plan_row("Книги", dates="9 мая 2025 года")]
    import_document(upload(rows))
    import_document(upload(rows[:6]))
    assert len(titles()) == 6


def test_a_file_that_continues_no_row_is_a_question() -> None:
    import_document(upload(FAIRS[:1]))
    with pytest.raises(WouldRemove):
        preview(
            upload([plan_row("Совсем другое", partner="Брянская область", dates="июнь", place="г. Брянск")])
        )


def test_a_first_file_and_rows_of_others_are_no_question() -> None:
    import_document(upload(FAIRS[:3]))
    import_document(upload([plan_row("Хор")], EDUCATION))  # its one heading says whose rows these are
    assert len(titles()) == 4


def test_the_command_fails_with_count_and_rows_until_it_is_told(tmp_path) -> None:
    whole, newer = tmp_path / "whole.txt", tmp_path / "newer.txt"
    whole.write_bytes(dump([(CULTURE, FAIRS)]))
    newer.write_bytes(dump([(CULTURE, FAIRS[:3])]))
    run(whole)
    for dry_run in (True, False):
        (refused,), errors = run(newer, fails=True, dry_run=dry_run)
        assert (refused["status"], refused["code"], refused["count"]) == ("failed", "would-remove", 5)
        assert [(row["number"], row["title"]) for row in refused["rows"]] == [
            (number, f"Ярмарка {name}") for number, name in enumerate("ГДЕЖЗ", 4)
        ]
        assert "--replace" in errors
    assert len(titles()) == 8
    (done,), _errors = run(newer, replace=True)
    assert (done["status"], done["counts"]["missing"], len(titles())) == ("updated", 5, 3)

"""Form fields the rooms share: files, codes, records by key, days, periods."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.models import Department, Partner
from events import fields
from events.fields import (
    CodesField,
    DayField,
    EveryRecordField,
    ManyFilesField,
    PeriodField,
    RecordKeysField,
    RecordsField,
    YesNoField,
)
from events.period import Period

pytestmark = pytest.mark.django_db


def file(name: str = "письмо.txt", size: int | None = None) -> SimpleUploadedFile:
    made = SimpleUploadedFile(name, b"abc")
    if size is not None:
        made.size = size
    return made


def test_several_files_are_taken_as_they_come() -> None:
    files = [file("а.txt"), file("б.txt")]
    assert ManyFilesField().clean(files) == files
    assert ManyFilesField(required=False).clean([]) == []


@pytest.mark.parametrize(
    ("files", "text"),
    [
        ([file() for _number in range(11)], "не более 10 файлов"),
        ([file(size=20 * 1024 * 1024 + 1)], "20 МБ"),
    ],
)
def test_too_many_or_too_large_files_are_refused(files: list[SimpleUploadedFile], text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ManyFilesField().clean(files)
    assert text in str(refused.value)


def test_files_up_to_the_limits_are_taken() -> None:
    files = [file(size=fields.LARGEST_FILE) for _number in range(fields.MOST_FILES)]
    assert ManyFilesField().clean(files) == files


def test_codes_are_each_taken_once_up_to_a_limit() -> None:
    assert CodesField().clean(["ru-32", "by", "ru-32"]) == ("ru-32", "by")
    assert len(CodesField().clean([str(number) for number in range(300)])) == 200
    assert CodesField(required=False).clean("ru-32") == ()


@pytest.mark.parametrize(("posted", "value"), [("yes", True), ("no", False), ("", None)])
def test_nothing_said_is_neither_yes_nor_no(posted: str, value: bool | None) -> None:
    assert YesNoField(label="").clean(posted) is value


def test_records_are_found_by_code_in_the_order_chosen() -> None:
    field = RecordsField(model=Partner, key="code", lookup="partner")
    assert [partner.code for partner in field.clean(["ru-40", "", "by", "ru-40"])] == ["ru-40", "by"]
    assert [value for value, _text in field.widget.choices] == ["ru-40", "by"]


@pytest.mark.parametrize("value", ["nobody", "ru 32", "\0", "я", "1" * 200])
def test_a_record_the_registry_does_not_know_is_refused(value: str) -> None:
    field = RecordsField(model=Partner, key="code")
    with pytest.raises(ValidationError):
        field.clean(["ru-40", value])
    assert [value for value, _text in field.widget.choices] == ["ru-40"]


def test_thirty_records_are_chosen_at_most() -> None:
    codes = list(Partner.objects.values_list("code", flat=True)[:31])
    assert len(RecordsField(model=Partner, key="code").clean(codes[:30])) == 30
    with pytest.raises(ValidationError):
        RecordsField(model=Partner, key="code").clean(codes)


def test_a_field_of_few_records_offers_all_of_them_and_takes_no_other() -> None:
    inside = Department.objects.create(name="Орган А", short_name="А")
    outside = Department.objects.create(name="Орган Б", short_name="Б")
    field = EveryRecordField(model=Department, choices_from={"short_name": "А"})
    assert field.clean([str(inside.pk)]) == [inside]
    with pytest.raises(ValidationError):
        field.clean([str(outside.pk)])
    assert field.widget.choices == [(inside.pk, str(inside))]


@pytest.mark.parametrize("key", ["1" * 19, "-1", "²", "x", ""])
def test_a_key_no_database_can_hold_is_refused(key: str) -> None:
    with pytest.raises(ValidationError):
        RecordKeysField(Department.objects.all()).clean([key])


@pytest.mark.parametrize(
    ("text", "day"), [("2031-02-03", date(2031, 2, 3)), ("03.02.2031", date(2031, 2, 3))]
)
def test_a_day_is_written_either_way(text: str, day: date) -> None:
    assert DayField().clean(text) == day


@pytest.mark.parametrize("text", ["1989-12-31", "2101-01-01", "31.02.2031", "завтра"])
def test_no_day_and_a_day_of_another_age_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        DayField().clean(text)


def test_a_period_is_said_by_its_code() -> None:
    assert PeriodField().clean("2031-Q1") == Period(2031, "Q1")
    assert PeriodField(required=False).clean("") is None
    with pytest.raises(ValidationError):
        PeriodField().clean("2031-Q5")

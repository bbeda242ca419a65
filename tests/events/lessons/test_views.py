"""Pages of what the registry was taught."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Department, PartnerAlias
from events.access import Access
from events.lessons.teaching import teach
from events.models import Lesson
from importers.documents.upload import Upload
from importers.importing import import_document
from tests.events.lessons.conftest import DANCE, FAIR, MEETING, TWIN, UNKNOWN, entry, partners, remarks
from tests.importers.dumps import CULTURE, INTERNATIONAL, dump

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plan")]

NEW = "events:lesson_new"


def client(access: Access) -> Client:
    browser = Client()
    browser.force_login(access.user)
    return browser


def asked(**said: Any) -> dict[str, Any]:
    return {"kind": "spelling", "text": UNKNOWN, "partner": "Тверская область", **said}


def test_a_coordinator_sees_what_changes_then_teaches(coordinator: Access) -> None:
    page = client(coordinator)
    empty = page.get(reverse(NEW), {"kind": "spelling", "text": UNKNOWN})
    assert (empty.context["form"].is_bound, empty.context["form"]["text"].value()) == (False, UNKNOWN)
    shown = page.get(reverse(NEW), asked(look="1", entry=entry(FAIR).pk))
    assert [(str(one.entry), one.phrase, one.now, one.then) for one in shown.context["effects"]] == [
        (FAIR, UNKNOWN, "", "Тверская область")
    ]
    assert not PartnerAlias.objects.filter(text=UNKNOWN).exists()
    page.post(reverse(NEW), asked(entry=entry(FAIR).pk))
    lesson = Lesson.objects.get()
    assert (lesson.state, lesson.entry, lesson.rows) == (Lesson.State.IN_FORCE, entry(FAIR), 1)
    assert partners(FAIR) == ["Тверская область"]
    detail = page.get(reverse("events:lesson", args=[lesson.pk]))
    assert (detail.context["count"], detail.context["met_in"]) == (1, entry(FAIR))
    page.post(reverse("events:lesson_take_back", args=[lesson.pk]))
    assert partners(FAIR) == []
    listed = page.get(reverse("events:lessons"), {"state": "taken_back", "q": "тридев"})
    assert [one.pk for one in listed.context["lessons"]] == [lesson.pk]


def test_an_editor_proposes_and_the_coordinator_finds_it_among_the_tasks(
    editor: Access, coordinator: Access
) -> None:
    page = client(editor)
    page.post(reverse(NEW), asked(file_name="план.docx", next="/import/"))
    lesson = Lesson.objects.get()
    assert (lesson.state, lesson.taught_by, lesson.file_name) == ("proposed", editor.user, "план.docx")
    assert partners(FAIR) == []
    tasks = client(coordinator).get(reverse("home"))
    assert list(tasks.context["lessons"]) == [lesson]
    assert "lessons" not in page.get(reverse("home")).context
    address = reverse("events:lesson", args=[lesson.pk])
    assert client(coordinator).get(address).context["count"] == 1
    client(coordinator).post(reverse("events:lesson_confirm", args=[lesson.pk]))
    assert partners(FAIR) == ["Тверская область"]
    assert page.post(reverse("events:lesson_take_back", args=[lesson.pk])).status_code == 403


def test_an_editor_withdraws_a_proposal_and_a_coordinator_declines_one(
    editor: Access, coordinator: Access
) -> None:
    page = client(editor)
    for text in (UNKNOWN, "Четвертая область"):
        page.post(reverse(NEW), asked(text=text))
    first, second = Lesson.objects.order_by("pk")
    page.post(reverse("events:lesson_take_back", args=[first.pk]))
    client(coordinator).post(reverse("events:lesson_decline", args=[second.pk]))
    assert [one.state for one in Lesson.objects.order_by("pk")] == ["taken_back", "declined"]
    client(coordinator).post(reverse("events:lesson_confirm", args=[second.pk]))
    assert partners(FAIR) == []


def test_others_proposals_are_not_shown_to_an_editor(editor: Access, coordinator: Access) -> None:
    held = teach(Lesson(kind="no_partner", text="дом Прага"), coordinator)
    Lesson.objects.create(kind="no_partner", text="дом Рига", taught_by=coordinator.user)
    assert list(client(editor).get(reverse("events:lessons")).context["lessons"]) == [held]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "no_partner", "text": "Республика Беларусь"}, "text"),
        ({"kind": "no_partner", "text": "в Тверской области"}, "text"),
        ({"kind": "no_partner", "text": "«»"}, "text"),
        ({"kind": "spelling", "text": "Тридевятая", "partner": "Тридесятая область"}, "partner"),
        ({"kind": "department", "text": "Минспорт", "department": "0"}, "department"),
        ({"kind": "agreement", "text": "Соглашение"}, "agreement"),
    ],
)
def test_what_cannot_be_taught_is_said(coordinator: Access, said: dict[str, str], field: str) -> None:
    answer = client(coordinator).post(reverse(NEW), said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert Lesson.objects.count() == 0


def test_a_phrase_with_a_name_in_it_is_taught(coordinator: Access) -> None:
    said = {"kind": "no_partner", "text": "пансионат Тверская область"}
    client(coordinator).post(reverse(NEW), said)
    assert partners(MEETING) == ["Псковская область"]


def test_something_else_that_holds_has_to_be_taken_back_first(coordinator: Access) -> None:
    page = client(coordinator)
    page.post(reverse(NEW), asked())
    other = page.post(reverse(NEW), asked(partner="ru-60"))
    assert "Тридевятая область" in str(other.context["form"].non_field_errors())
    assert page.post(reverse(NEW), asked()).status_code == 302
    assert Lesson.objects.count() == 1


def test_the_name_of_another_body_is_no_spelling(coordinator: Access) -> None:
    sport = Department.objects.exclude(name=CULTURE).filter(confirmed=True).first()
    page = client(coordinator)
    culture = Department.objects.get(name=CULTURE).pk
    answer = page.post(reverse(NEW), {"kind": "department", "text": sport.name, "department": culture})
    assert answer.context["form"].non_field_errors()
    page.post(reverse(NEW), {"kind": "department", "text": TWIN, "department": culture})
    assert entry(DANCE).department.name == CULTURE


def test_addresses_elsewhere_are_not_followed(coordinator: Access) -> None:
    answer = client(coordinator).post(reverse(NEW), asked(next="https://example.org/"))
    assert answer["Location"] == reverse("events:lesson", args=[Lesson.objects.get().pk])


def test_an_unknown_kind_is_not_found(coordinator: Access) -> None:
    assert client(coordinator).get(reverse(NEW), {"kind": "weather"}).status_code == 404


def test_a_partner_left_out_of_a_row_is_offered_for_all_rows(coordinator: Access) -> None:
    row = (
        "Дни культуры Китая в школе",
        "г. Смоленск",
        "12 марта 2024 года",
        "Показан фильм",
        "40 школьников",
    )
    title = "Информация о мероприятиях международного сотрудничества за I квартал 2024 года"
    data = dump([("", [row])], title=title, headings=INTERNATIONAL)
    import_document(Upload(name="отчет.txt", data=data))
    told = entry(row[0])
    assert partners(row[0]) == ["Китай"]
    assert "partner-doubted" in remarks(row[0])
    page = client(coordinator)
    address = reverse("events:entry_edit", args=[told.pk])
    form = page.get(address).context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    said |= {
        "named": ["cn"],
        "counted": [],
        "department": told.department_id or form.fields["department"].queryset[0].pk,
    }
    answer = page.post(address, said, follow=True)
    assert partners(row[0]) == []
    assert "partner-doubted" not in remarks(row[0])
    [offered] = [str(one) for one in answer.context["messages"] if "lessons/new" in str(one)]
    shown = page.get(re.search(r'href="([^"]+)"', offered)[1].replace("&amp;", "&"))
    assert shown.context["form"]["text"].value() == "культуры Китая"
    assert shown.context["form"]["entry"].value() == str(told.pk)

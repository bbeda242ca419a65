"""Three documents in which what people teach has an effect, and those who teach."""

import pytest
from django.contrib.auth.models import Group

from agreements.models import Department, Membership
from coopregistry import roles
from coopregistry.models import User
from events.access import Access
from events.models import Entry
from importers.documents.upload import Upload
from importers.importing import import_document
from tests.importers.dumps import CULTURE, EDUCATION, dump, plan_row

FAIR, SHOW, MEETING, DANCE = "Ярмарка ремесел", "Выставка садов", "Встреча ректоров", "Вечер танца"
UNKNOWN = "Тридевятая область"
TWIN = "Мининстерство спорту и туризьма"


def load(name: str, *sections: tuple[str, list]) -> None:
    import_document(Upload(name=name, data=dump(sections)), replace=True)


@pytest.fixture
def plan(db: None) -> None:
    load(
        "план.txt",
        (
            CULTURE,
            [
                plan_row(FAIR, UNKNOWN),
                plan_row(SHOW, "Брянская область", "26-28 февраля 2025 года", "г. Брянск"),
            ],
        ),
        (EDUCATION, [plan_row(MEETING, "Псковская область, пансионат Тверская область")]),
        (TWIN, [plan_row(DANCE, "Калужская область", place="г. Калуга")]),
    )


def entry(title: str) -> Entry:
    return Entry.objects.get(cells__title=title)


def partners(title: str) -> list[str]:
    return sorted(entry(title).partner_links.values_list("partner__name", flat=True))


def event_partners(title: str) -> list[str]:
    return sorted(entry(title).event.partner_links.values_list("partner__name", flat=True))


def remarks(title: str) -> list[str]:
    return sorted(entry(title).findings.values_list("code", flat=True))


def member(name: str, role: str, department: str = "") -> Access:
    user = User.objects.create(username=name)
    user.groups.add(Group.objects.get(name=role))
    if department:
        Membership.objects.create(user=user, department=Department.objects.get(name=department))
    return Access.of(user)


@pytest.fixture
def coordinator(db: None) -> Access:
    return member("a-coordinator", roles.COORDINATOR)


@pytest.fixture
def editor(db: None) -> Access:
    return member("an-editor", roles.EDITOR, CULTURE)

"""A form sent twice makes one row: every form that creates, on either database."""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementFile
from coopregistry.models import KeptAnswer
from coopregistry.once import FIELD
from events.models import Entry, Report, SavedFilter
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db

KEY = "a-key-of-a-form"
PASTED = "1.\tБрянская область\tФорум\t12 мая 2031 года\tг. Брянск\tмолодежь\tОбмен"


class Form(NamedTuple):
    model: type[models.Model]
    url: Callable[[World], str]
    data: Callable[[World], dict[str, Any]]
    field: str = FIELD


FORMS = {
    "row": Form(
        Entry,
        lambda world: reverse("events:entry_new", args=[world.plan.pk]),
        lambda world: {
            "department": world.department_a.pk,
            "title": "Книжная ярмарка",
            "partners": ["ru-32"],
            "dates": "12.02.2031",
            "place": "г. Брянск",
            "participants": "мастера",
            "content": "Продажа изделий.",
        },
        field="draft",
    ),
    "pasted row": Form(
        Entry,
        lambda world: reverse("events:my_part_paste", args=[world.submission_a.pk]),
        lambda world: {
            "table": PASTED,
            "step": "add",
            "shown": hashlib.sha256(PASTED.encode()).hexdigest(),
            "take_0": "on",
        },
    ),
    "document": Form(
        Report,
        lambda world: reverse("events:report_open"),
        lambda world: {"kind": "interregional_plan", "part": "H2", "year": "2032", "basis": "department"},
    ),
    "file of an agreement": Form(
        AgreementFile,
        lambda world: reverse("events:agreement_attach", args=[world.agreement.pk]),
        lambda world: {"files": SimpleUploadedFile("подлинник.pdf", b"%PDF-1.7")},
    ),
    "filter": Form(
        SavedFilter,
        lambda world: reverse("events:saved_filter_new") + "?partner=ru-32",
        lambda world: {"name": "Брянск"},
    ),
}


@pytest.fixture
def coordinator(world: World, client: Client) -> Client:
    client.force_login(world.users[Who.COORDINATOR])
    return client


@pytest.mark.parametrize("name", FORMS)
def test_a_form_sent_twice_makes_one_row_and_leads_to_it(
    world: World, coordinator: Client, name: str
) -> None:
    form = FORMS[name]
    before = form.model._default_manager.count()

    def send(**other: Any) -> tuple[int, str]:
        answer = coordinator.post(form.url(world), {**form.data(world), form.field: KEY, **other})
        return answer.status_code, answer.headers.get("Location", answer.content.decode()[-3000:])

    first = send()
    assert first[0] == 302, first
    assert send() == first
    assert form.model._default_manager.count() == before + 1


@pytest.mark.parametrize("name", [name for name, form in FORMS.items() if form.field == FIELD])
def test_the_page_gives_every_form_a_key_of_its_own(world: World, coordinator: Client, name: str) -> None:
    if name == "file of an agreement":
        url = reverse("events:agreement", args=[world.agreement.pk])
    else:
        url = FORMS[name].url(world)
    pattern = re.compile(rf'name="{FIELD}" value="([\w-]+)"')
    keys = [pattern.findall(coordinator.get(url).content.decode()) for _ in range(2)]
    assert [len(found) for found in keys] == [1, 1]
    assert keys[0] != keys[1]


def test_a_changed_form_is_another_one(world: World, coordinator: Client) -> None:
    url = FORMS["row"].url(world)
    before = Entry.objects.count()
    for title in ("Ярмарка", "Выставка"):
        coordinator.post(url, {**FORMS["row"].data(world), "draft": KEY, "title": title})
    assert Entry.objects.count() == before + 2


def test_a_form_to_be_corrected_may_be_sent_again(world: World, coordinator: Client) -> None:
    data = {**FORMS["document"].data(world), FIELD: KEY, "year": ""}
    url = FORMS["document"].url(world)
    assert [coordinator.post(url, data).status_code for _ in range(2)] == [200, 200]
    assert KeptAnswer.objects.count() == 0


def test_the_key_of_one_is_not_that_of_another(world: World, coordinator: Client, client: Client) -> None:
    before = Entry.objects.count()
    data = {**FORMS["row"].data(world), "draft": KEY}
    coordinator.post(FORMS["row"].url(world), data)
    client.force_login(world.users[Who.ADMINISTRATOR])
    client.post(FORMS["row"].url(world), data)
    assert Entry.objects.count() == before + 2


def test_letters_are_sent_once(world: World, coordinator: Client) -> None:
    world.users[Who.EDITOR_A].email = "a@registry.example"
    world.users[Who.EDITOR_A].save()
    url = reverse("events:letters", args=[world.plan.pk])
    data = {"kind": "request", "submissions": [world.submission_a.pk], "send": "sure", FIELD: KEY}
    assert [coordinator.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert len(mail.outbox) == 1


def test_answers_are_kept_for_a_day(world: World, coordinator: Client) -> None:
    form = FORMS["file of an agreement"]
    for _ in range(2):
        coordinator.post(form.url(world), {**form.data(world), FIELD: KEY})
        KeptAnswer.objects.update(made_at=timezone.now() - timedelta(days=1, seconds=1))
    assert (AgreementFile.objects.count(), KeptAnswer.objects.count()) == (2, 1)

"""Every value and the partners of any row can be corrected before it is loaded."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Entry
from importers.models import PendingImport
from importers.uploads.document_cache import document_of
from tests.importers.dumps import CULTURE, dump, plan_row
from tests.importers.uploads.giving import give, load, loaded

pytestmark = pytest.mark.django_db

PLAN = dump([(CULTURE, [plan_row("Книжная ярмарка"), plan_row("Слёт", partner="Заречная область")])])


def correct(client: Client, pending: PendingImport, title: str, **said: Any) -> None:
    row = next(row.source.row for row in document_of(pending).rows if row.cells["title"] == title)
    address = reverse("importers:row", args=[pending.pk, 1, row])
    form = client.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (None, False)} | said
    assert client.post(address, data).status_code == 302


def partners_of(title: str) -> set[str]:
    links = Entry.objects.get(cells__title=title).partners.filter(kind="subject")
    return set(links.values_list("code", flat=True))


def test_partners_are_added_and_left_out(coordinator: Client) -> None:
    pending = give(coordinator, PLAN)
    correct(coordinator, pending, "Книжная ярмарка", partners=["ru-71", "ru-32"])
    load(coordinator, pending)
    assert partners_of("Книжная ярмарка") == {"ru-71", "ru-32"}


def test_partners_a_person_chose_settle_an_unknown_name_in_this_row(coordinator: Client) -> None:
    pending = give(coordinator, PLAN)
    correct(coordinator, pending, "Слёт", partners=["ru-69"])
    pending.refresh_from_db()
    assert (pending.error_count, pending.spellings) == (0, {})
    load(coordinator, pending)
    entry = Entry.objects.get(cells__title="Слёт")
    assert partners_of("Слёт") == {"ru-69"}
    assert not entry.findings.filter(code__startswith="unknown").exists()


def test_an_unchanged_row_takes_corrections(coordinator: Client) -> None:
    loaded(coordinator, PLAN)
    pending = give(coordinator, PLAN)
    assert coordinator.get(reverse("importers:pending", args=[pending.pk])).context["counts"]["changed"] == 0
    correct(
        coordinator,
        pending,
        "Книжная ярмарка",
        partners=["ru-32"],
        signed="on",
        to_be_specified="on",
        mode="online",
        audience_count="300",
    )
    shown = coordinator.get(reverse("importers:pending", args=[pending.pk]), {"tab": "changed"})
    assert shown.context["counts"]["changed"] == 1
    load(coordinator, pending)
    entry = Entry.objects.get(cells__title="Книжная ярмарка")
    told = (entry.signed, entry.to_be_specified, entry.mode, entry.audience_count)
    assert told == (True, True, "online", 300)
    assert partners_of("Книжная ярмарка") == {"ru-32"}


def test_what_was_corrected_once_stays_when_the_file_comes_again(coordinator: Client) -> None:
    pending = give(coordinator, PLAN)
    correct(coordinator, pending, "Книжная ярмарка", partners=["ru-32"], agreed="on")
    load(coordinator, pending)
    again = give(coordinator, PLAN)
    assert (
        coordinator.get(reverse("importers:pending", args=[again.pk])).context["resolution"].changes_nothing
    )
    newer = dump([(CULTURE, [plan_row("Книжная ярмарка", place="г. Ржев")])])
    loaded(coordinator, newer, name="новый.txt")
    entry = Entry.objects.get(cells__title="Книжная ярмарка")
    assert (partners_of("Книжная ярмарка"), entry.agreed) == ({"ru-32"}, True)


def test_the_form_shows_what_the_registry_holds_of_an_unchanged_row(coordinator: Client) -> None:
    pending = give(coordinator, PLAN)
    correct(coordinator, pending, "Книжная ярмарка", partners=["ru-32"], participants_count="40")
    load(coordinator, pending)
    again = give(coordinator, PLAN)
    row = next(row.source.row for row in document_of(again).rows if row.cells["title"] == "Книжная ярмарка")
    form = coordinator.get(reverse("importers:row", args=[again.pk, 1, row])).context["form"]
    assert (form["partners"].value(), form["participants_count"].value()) == (["ru-32"], 40)

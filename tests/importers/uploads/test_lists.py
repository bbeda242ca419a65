"""Lists cost the same however long they are, and no parameter breaks a page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.models import PartnerAlias
from coopregistry.models import User
from events.models import Entry, Finding
from importers.models import ImportRun, PendingImport, SourceDocument
from importers.uploads.spellings import unknown_spellings
from tests.importers.dumps import CULTURE, dump, plan_row
from tests.importers.uploads.giving import give, loaded, page

pytestmark = pytest.mark.django_db

HOSTILE = ["\x00", "10" + "0" * 29, "-1", "9" * 5000, "x" * 100_000, "2026-02-30", "' OR 1=1 --", "…"]
UNKNOWN = dump(
    [(CULTURE, [plan_row(title, partner="Заречная область") for title in ("Ярмарка", "Выставка", "Слёт")])]
)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


@pytest.mark.parametrize("state", ["waiting", "loaded"])
def test_the_list_of_imports_has_a_constant_number_of_queries(coordinator: Client, state: str) -> None:
    run = loaded(coordinator, UNKNOWN)
    give(coordinator, dump([(CULTURE, [plan_row("Одна")])]), name="один.txt")
    address = f"{reverse('importers:imports')}?state={state}"
    few = queries(coordinator, address)
    for number in range(30):
        source = SourceDocument.objects.create(
            sha256=f"{number:064}", name=f"{number}.txt", content=b"x", size=1
        )
        user = User.objects.create(username=f"user-{number}")
        PendingImport.objects.create(document=source, name=source.name, user=user)
        ImportRun.objects.create(document=source, report=run.report, user=user, status="unchanged", layout="")
    assert queries(coordinator, address) == few


def test_the_preview_has_a_constant_number_of_queries(coordinator: Client) -> None:
    few = give(coordinator, dump([(CULTURE, [plan_row("Одна")])]), name="один.txt")
    many = give(coordinator, dump([(CULTURE, [plan_row(f"Встреча {n}") for n in range(30)])]), name="30.txt")
    page(coordinator, few), page(coordinator, many)
    counts = [queries(coordinator, reverse("importers:pending", args=[one.pk])) for one in (few, many)]
    assert counts[0] == counts[1]


def test_the_result_has_a_constant_number_of_queries(coordinator: Client) -> None:
    few = loaded(coordinator, dump([(CULTURE, [plan_row("Одна")])]), name="один.txt")
    text = dump([(CULTURE, [plan_row(f"Встреча {n}") for n in range(30)])])
    many = loaded(coordinator, text.replace("2025 года".encode(), "2026 года".encode()), name="30.txt")
    counts = [queries(coordinator, reverse("importers:run", args=[one.pk])) for one in (few, many)]
    assert counts[0] == counts[1]


def test_the_queue_has_a_constant_number_of_queries(coordinator: Client) -> None:
    run = loaded(coordinator, UNKNOWN)
    address = reverse("importers:spellings")
    few = queries(coordinator, address)
    entry = Entry.objects.first()
    Finding.objects.bulk_create(
        Finding(report=run.report, entry=entry, code="unknown-partner", severity="warning", found=f"Имя {n}")
        for n in range(30)
    )
    assert queries(coordinator, address) == few


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_parameter_breaks_a_page(coordinator: Client, hostile: str) -> None:
    pending = give(coordinator, UNKNOWN)
    pages = {
        reverse("importers:imports"): ("state", "page", "q", "kind", "who", "findings"),
        reverse("importers:pending", args=[pending.pk]): ("tab", "page", "only"),
        reverse("importers:spellings"): ("page",),
        reverse("importers:spelling"): ("text", "partner"),
    }
    for address, names in pages.items():
        for name in names:
            assert coordinator.get(address, {name: hostile}).status_code == 200, (address, name)
    for name in ("kind", "part", "year", "department"):
        answer = coordinator.post(reverse("importers:target", args=[pending.pk]), {name: hostile})
        assert answer.status_code == 200, name
    for name in ("text", "partner"):
        said = {"text": "Заречная область", "partner": "ru-69", name: hostile}
        assert coordinator.post(reverse("importers:partner", args=[pending.pk]), said).status_code in (
            200,
            302,
        )


def test_the_queue_counts_rows_and_learning_reads_them_anew(coordinator: Client) -> None:
    loaded(coordinator, UNKNOWN)
    assert [(one.found, one.rows) for one in unknown_spellings()] == [("Заречная область", 3)]
    said = {"text": "Заречная область", "partner": "ru-69"}
    shown = coordinator.get(reverse("importers:spelling"), said)
    assert [(one.now, one.then) for one in shown.context["effects"]] == [("", "Тверская область")] * 3
    assert PartnerAlias.objects.filter(text="Заречная область").count() == 0
    coordinator.post(reverse("importers:spelling_learn"), said)
    assert unknown_spellings() == []
    assert {entry.partners.filter(code="ru-69").count() for entry in Entry.objects.all()} == {1}
    assert {entry.event.partners.filter(code="ru-69").count() for entry in Entry.objects.all()} == {1}

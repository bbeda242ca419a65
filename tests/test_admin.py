"""Every admin page opens, searches in any case, shows the history, and asks a constant number of queries."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from agreements.models import Department, Partner
from coopregistry.models import Change, User
from events.models import Entry, EntryPartner, Event, Report
from importers.documents.upload import Upload
from importers.importing import import_document
from importers.models import ImportedRow
from tests.importers.dumps import CULTURE, EDUCATION, dump, plan_row

pytestmark = pytest.mark.django_db

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("administrator"))
    return client


def bring_in(rows: int) -> None:
    events = [plan_row(f"Ярмарка № {n}", partner="Тверская, Брянская области") for n in range(rows)]
    data = dump([(CULTURE, events[: rows // 2]), (EDUCATION, events[rows // 2 :])])
    import_document(Upload(name="план.txt", data=data))


def address(model, page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_every_kind_of_record_is_there_and_is_searched() -> None:
    ours = ("coopregistry", "agreements", "events", "importers")
    standing = {model for app in ours for model in apps.get_app_config(app).get_models()}
    assert standing - set(MODELS) == set()
    assert [model for model in MODELS if not admin.site._registry[model].search_fields] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_list_and_record_pages_open(client: Client, model) -> None:
    bring_in(4)
    assert client.get(address(model, "changelist")).status_code == 200
    record = model._default_manager.first()
    if record is not None:
        assert client.get(address(model, "change", record.pk)).status_code == 200
        assert client.get(address(model, "history", record.pk)).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_lists_bear_any_search(client: Client, model) -> None:
    for term in ("ярмарка", "\x00", "а" * 3000, " ".join("абв") * 400, "%_\\'\""):
        got = client.get(address(model, "changelist"), {"q": term}).status_code
        assert got in (200, 302), term[:20]


@pytest.mark.parametrize(
    "model", [Report, Entry, Event, EntryPartner, ImportedRow, Change], ids=lambda model: model._meta.label
)
def test_lists_ask_the_same_queries_for_few_rows_and_many(
    client: Client, model, django_assert_max_num_queries
) -> None:
    bring_in(2)
    client.get(address(model, "changelist"))
    with django_assert_max_num_queries(30) as few:
        client.get(address(model, "changelist"))
    bring_in(30)
    with django_assert_max_num_queries(30) as many:
        client.get(address(model, "changelist"))
    assert len(many) == len(few)


@pytest.mark.parametrize("term", ["САДОВ", "садов", "выставка ёлок", "ВЫСТАВКА ЕЛОК"])
def test_search_folds_case_and_yo(client: Client, term: str) -> None:
    data = dump([(CULTURE, [plan_row("Выставка ёлок и садов"), plan_row("Хоровой слёт")])])
    import_document(Upload(name="план.txt", data=data))
    page = client.get(address(Event, "changelist"), {"q": term}).content.decode()
    assert "Выставка ёлок и садов" in page
    assert "Хоровой слёт" not in page


def test_history_shows_before_and_after(client: Client) -> None:
    department = Department.objects.create(name="Министерство проб", order=1)
    department.order = 42
    department.save()
    page = client.get(address(Department, "history", department.pk)).content.decode()
    assert "<td>1</td>" in page
    assert "<td>42</td>" in page


def test_removal_marks_and_comes_back(client: Client) -> None:
    partner = Partner.objects.get(code="un")
    client.post(address(Partner, "delete", partner.pk), {"post": "yes"})
    assert not Partner.objects.filter(pk=partner.pk).exists()
    client.post(
        address(Partner, "changelist") + "?removed=yes",
        {"action": "restore_selected", "_selected_action": [partner.pk]},
    )
    assert Partner.objects.filter(pk=partner.pk).exists()


def test_a_record_in_use_is_not_removed(client: Client) -> None:
    bring_in(2)
    department = Department.objects.get(name=CULTURE)
    page = client.get(address(Department, "delete", department.pk)).content.decode()
    assert "Ярмарка" in page
    client.post(address(Department, "delete", department.pk), {"post": "yes"})
    assert Department.objects.filter(pk=department.pk).exists()


def test_editing_a_row_reads_its_values_again(client: Client) -> None:
    bring_in(2)
    entry = Entry.objects.first()
    form = {
        "report": entry.report_id,
        "section": entry.section_id,
        "order": entry.order,
        "department": entry.department_id,
        "agreement": "",
        **{f"cell_{role}": text for role, text in entry.cells.items()},
        "cell_dates": "5-7 мая 2025 года",
        "cell_partner": "Калужская область",
        **{
            f"{prefix}-{name}": 0
            for prefix in ("partner_links", "findings")
            for name in ("TOTAL_FORMS", "INITIAL_FORMS")
        },
    }
    response = client.post(address(Entry, "change", entry.pk), form)
    assert response.status_code == 302
    entry.refresh_from_db()
    assert (str(entry.start), str(entry.end)) == ("2025-05-05", "2025-05-07")
    event = Event.objects.get(pk=entry.event_id)
    assert str(event.end) == "2025-05-07"
    assert "Калужская область" in {partner.name for partner in event.partners.all()}

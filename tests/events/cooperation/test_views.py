"""Pages of partners and agreements: consistent figures, filters, writing, hostile values."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from docx import Document
from openpyxl import load_workbook

from agreements.models import AgreementFile, Partner
from coopregistry import roles
from coopregistry.history import version_of
from coopregistry.models import Change
from events.access import Access
from events.cooperation.partner_events import in_words
from events.models import DossierCopy, PartnerFacts
from events.vocabulary import Kind
from tests.events.cooperation.world import agreement, make_entry, report, some_cooperation, user_of

pytestmark = pytest.mark.django_db

HOSTILE = ["\x00", "10" * 15, "9" * 5000, "2024-02-30", "' OR 1=1 --", "<b>", "-1", "[]", "\u202e"]


@pytest.fixture
def coordinator() -> Client:
    client = Client()
    client.force_login(user_of(roles.COORDINATOR))
    return client


@pytest.fixture
def viewer() -> Client:
    client = Client()
    client.force_login(user_of(roles.VIEWER))
    return client


def url(name: str, *args: Any) -> str:
    return reverse(f"events:{name}", args=args)


def belarus() -> Partner:
    return Partner.objects.get(code="by")


def listed(client: Client, **query: str) -> dict[str, tuple[int, int]]:
    rows = client.get(url("partners"), query).context["rows"]
    return {partner.name: (events, agreements) for partner, events, agreements in rows}


# --- partners


def test_the_list_counts_as_the_page_of_each_partner_does(viewer: Client) -> None:
    some_cooperation()
    make_entry(report(Kind.INTERNATIONAL_REPORT, "2031-Q1"), "Встреча городов", "by-vitebskaya", "kz")
    agreement("Соглашение о дружбе", "ru-67", "by-vitebskaya")
    found = listed(viewer)
    assert found["Беларусь"] == (5, 1)
    for partner in Partner.objects.filter(name__in=found):
        page = viewer.get(url("partner", partner.pk))
        assert (page.context["cooperation"].total.events, len(page.context["terms"])) == found[partner.name]


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("беларуси", ["Беларусь"]),
        ("ВИТЕБСКОЙ области", ["Витебская область"]),
        ("область", ["Витебская область"]),
        ("такого слова нет", []),
    ],
)
def test_partners_are_found_by_any_form_of_a_word(viewer: Client, word: str, names: list[str]) -> None:
    some_cooperation()
    assert sorted(listed(viewer, q=word)) == names


def test_partners_are_filtered_by_kind(viewer: Client) -> None:
    some_cooperation()
    assert list(listed(viewer, kind="country")) == ["Беларусь"]


def test_the_home_region_is_no_partner(viewer: Client) -> None:
    agreement("Соглашение о дружбе", "ru-67", "by")
    assert list(listed(viewer)) == ["Беларусь"]


def test_the_page_and_the_dossier_say_the_same(viewer: Client) -> None:
    some_cooperation()
    query = {"start": "2031-01-01", "end": "2031-12-31"}
    page = viewer.get(url("partner", belarus().pk), query)
    shown = viewer.get(url("dossier", belarus().pk), query)
    brief = page.context["cooperation"]
    told = in_words(Access.of(user_of(roles.VIEWER)), brief.events)
    assert replace(brief, events=told) == shown.context["cooperation"]
    assert tuple(page.context["page_obj"]) == told
    given = viewer.post(url("dossier", belarus().pk), query)
    paragraphs = [paragraph.text for paragraph in _word(given).paragraphs]
    assert set(shown.context["sentences"]) <= set(paragraphs)
    assert page.context["sentences"][:2] == shown.context["sentences"][:2]


@pytest.mark.parametrize("span", [{}, {"start": "2031-02-01", "end": "2031-02-28"}, {"end": "2030-12-31"}])
def test_each_figure_of_a_partner_leads_to_a_list_as_long(viewer: Client, span: dict[str, str]) -> None:
    some_cooperation()
    answer = viewer.get(url("partner", belarus().pk), span)
    total, address = answer.context["cooperation"].total, answer.context["listed"]
    assert escape(f"{address}&outcome=planned") in answer.content.decode()
    lists = [viewer.get(address + outcome) for outcome in ("", "&outcome=planned", "&outcome=reported")]
    counted = [shown.context["page_obj"].paginator.count for shown in lists]
    assert counted == [total.events, total.planned, total.held]


def test_a_copy_of_what_was_given_is_kept_for_its_maker_and_coordinators(
    viewer: Client, coordinator: Client
) -> None:
    some_cooperation()
    given = viewer.post(url("dossier", belarus().pk), {"start": "2031-01-01", "end": "2031-12-31"})
    copy = DossierCopy.objects.get()
    assert bytes(copy.docx) == given.content
    assert copy.made_by == user_of(roles.VIEWER)
    assert copy.name == "Справка о сотрудничестве с Республикой Беларусь 01.01.2031-31.12.2031.docx"
    file = url("dossier_file", copy.pk)
    assert viewer.get(file).content == coordinator.get(file).content == given.content
    other = Client()
    other.force_login(user_of(roles.EDITOR))
    assert other.get(file).status_code == 404


def test_a_row_of_another_partner_cannot_be_ticked(viewer: Client) -> None:
    some_cooperation()
    foreign = make_entry(report(Kind.INTERNATIONAL_REPORT, "2031-Q1"), "Встреча", "kz", day=date(2031, 1, 5))
    data = {"start": "2031-01-01", "end": "2031-12-31", "events": [foreign.event_id]}
    answer = viewer.post(url("dossier", belarus().pk), data)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.context["ticks"].is_stale
    assert not DossierCopy.objects.exists()


def test_facts_stay_and_stand_in_history(coordinator: Client) -> None:
    page = url("partner_facts", belarus().pk) + "?block=trade"
    data = {"text": "Товарооборот растет.", "as_of": "2026-03-01", "source": "Статистика", "version": 0}
    for name in ("as_of", "source"):
        assert list(coordinator.post(page, {**data, name: ""}).context["form"].errors) == [name]
    assert coordinator.post(page, {**data, "as_of": "2999-01-01"}).context["form"].errors
    assert coordinator.post(page, data).status_code == 302
    facts = PartnerFacts.objects.get(partner=belarus())
    assert (facts.kind, facts.text, facts.source) == ("trade", "Товарооборот растет.", "Статистика")
    assert Change.objects.filter(model="events.partnerfacts", record=facts.pk).count() == 1
    stale = coordinator.post(page, {**data, "text": "Иначе."})
    assert stale.context["form"].non_field_errors()
    facts.refresh_from_db()
    assert facts.text == "Товарооборот растет."
    again = {**data, "text": "Иначе.", "version": version_of(facts)}
    assert coordinator.post(page, again).status_code == 302
    assert coordinator.get(url("partner_facts", belarus().pk) + "?block=other").status_code == 404


# --- agreements


def titles(client: Client, **query: Any) -> list[str]:
    return [one.title for one in client.get(url("agreements"), query).context["agreements"]]


def test_the_register_is_filtered(viewer: Client) -> None:
    agreement("Первое", "by", number="7/26", state="lapsed", confirmed=False)
    agreement("Второе", "kz")
    assert titles(viewer) == ["Второе", "Первое"]
    assert titles(viewer, q="ПЕРВОЕ 7/26") == ["Первое"]
    assert titles(viewer, partner=belarus().pk) == ["Первое"]
    assert titles(viewer, state="in_force") == ["Второе"]
    assert titles(viewer, unconfirmed="on") == ["Первое"]
    assert titles(viewer, idle="on") == ["Второе"]
    assert titles(viewer, expiring="90") == []


def test_the_numbers_of_the_ladder_are_those_of_its_lists(viewer: Client) -> None:
    agreement("Первое", "by", confirmed=False)
    agreement("Второе", "kz")
    for query, _label, count in viewer.get(url("agreements")).context["ladder"]:
        name, _sign, value = query.partition("=")
        assert len(titles(viewer, **{name: value})) == count


def test_an_agreement_is_changed_with_a_reason(coordinator: Client) -> None:
    one = agreement("Первое", "by", confirmed=False)
    page = url("agreement_edit", one.pk)
    data = {
        "title": "Первое",
        "parties": "by",
        f"organ_{one.parties.get().pk}": "",
        "kind": "agreement",
        "level": "international",
        "state": "in_force",
        "number": "7",
        "signed_on": "2024-03-01",
        "valid_until": "2030-03-01",
        "confirmed": "on",
        "reason": "По подлиннику",
        "version": version_of(one),
    }
    assert coordinator.post(page, {**data, "version": 0}).context["form"].non_field_errors()
    early = coordinator.post(page, {**data, "valid_until": "2020-01-01"})
    assert early.context["form"].non_field_errors() == [
        "Срок действия соглашения заканчивается раньше даты подписания."
    ]
    assert coordinator.post(page, data).status_code == 302
    one.refresh_from_db()
    assert (one.number, one.signed_on, one.valid_until, one.confirmed) == (
        "7",
        date(2024, 3, 1),
        date(2030, 3, 1),
        True,
    )
    shown = coordinator.get(url("agreement", one.pk))
    assert "По подлиннику" in shown.content.decode()
    assert "01.03.2030" in shown.content.decode()


def test_the_page_of_an_agreement_counts_its_events(viewer: Client) -> None:
    one = agreement("Первое", "by")
    done = report(Kind.AGREEMENTS_REPORT, "2031-Q1")
    make_entry(done, "Встреча", "by", agreement=one, day=date(2031, 2, 1), participants_count=20)
    make_entry(done, "Чужая встреча", "by", day=date(2031, 2, 1))
    page = viewer.get(url("agreement", one.pk))
    assert [event.title for event in page.context["cooperation"].events] == ["Встреча"]
    assert page.context["agreement"].event_count == page.context["cooperation"].total.events == 1
    file = _word(viewer.get(url("agreement_file", one.pk)))
    assert "Проведено мероприятий всего – 1." in [
        one.text.replace("\N{NO-BREAK SPACE}", " ") for one in file.paragraphs
    ]
    assert [cell.text for cell in file.tables[-1].rows[1].cells] == [
        *("1.", "01.02.2031", "Встреча", "20", "проведено")
    ]


def test_the_journal_holds_the_rows_of_the_filtered_list(viewer: Client) -> None:
    for number in range(30):
        agreement(f"Соглашение {number:02}", "by")
    agreement("Другое", "kz")
    query = {"partner": belarus().pk}
    word = _word(viewer.get(url("agreement_journal", "docx"), query))
    wanted = [f"Соглашение {number:02}" for number in range(30)]
    assert [one.cells[1].text for one in word.tables[0].rows[1:-1]] == wanted
    book = load_workbook(BytesIO(viewer.get(url("agreement_journal", "xlsx"), query).content))
    cells = [values[1] for values in book.active.iter_rows(values_only=True)]
    assert [text for text in cells if text and text.startswith("Соглашение ")] == wanted


def test_events_without_an_agreement_and_partners_without_one(viewer: Client) -> None:
    one = agreement("Первое", "by")
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    make_entry(done, "По соглашению", "by", agreement=one)
    make_entry(done, "Само по себе", "by", day=date(2031, 2, 1))
    make_entry(done, "Другой партнер", "kz", day=date(2031, 2, 2))
    page = viewer.get(url("events_without_agreement"))
    assert [event.title for event, _partners in page.context["rows"]] == ["Другой партнер", "Само по себе"]
    page = viewer.get(url("events_without_agreement"), {"partner": belarus().pk, "year": 2031})
    assert [event.title for event, _partners in page.context["rows"]] == ["Само по себе"]
    assert not viewer.get(url("events_without_agreement"), {"year": 2030}).context["rows"]
    partners = viewer.get(url("partners_without_agreement")).context["partners"]
    assert [partner.code for partner in partners] == ["kz"]


# --- all of them


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_parameters_are_answered_on_the_page(viewer: Client, value: str) -> None:
    some_cooperation()
    one = agreement("Первое", "by")
    names = ("q", "kind", "start", "end", "page", "partner", "state", "expiring", "idle", "year", "short")
    query = dict.fromkeys(names, value)
    pages = [
        *(url(name) for name in ("partners", "agreements", "events_without_agreement")),
        *(url("partners_without_agreement"), url("agreement_journal", "docx")),
        *(url("partner", belarus().pk), url("dossier", belarus().pk), url("agreement", one.pk)),
    ]
    assert {page: viewer.get(page, query).status_code for page in pages} == dict.fromkeys(pages, 200)
    data = {"start": "2031-01-01", "end": "2031-12-31", "events": [value], "agreements": [value]}
    assert viewer.post(url("dossier", belarus().pk), data).status_code == 200


@pytest.mark.parametrize(
    "name", ["partners", "agreements", "events_without_agreement", "partner", "agreement"]
)
def test_lists_ask_as_often_for_many_rows_as_for_one(
    viewer: Client, name: str, django_assert_max_num_queries, settings
) -> None:
    asked = []
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    codes = [*Partner.objects.filter(kind="country").exclude(code="ru").values_list("code", flat=True)[:8]]
    one = agreement("Первое", *codes)
    args = {"partner": [Partner.objects.get(code=codes[0]).pk], "agreement": [one.pk]}.get(name, [])
    for number, code in enumerate(codes):
        agreement(f"Соглашение {number}", "ru-67", code)
        make_entry(done, f"Встреча {number}", codes[0], code) if number else make_entry(
            done, "Встреча", code, agreement=one
        )
        with django_assert_max_num_queries(40) as queries:
            assert viewer.get(url(name, *args)).status_code == 200
        asked.append(len(queries))
    assert len(set(asked[1:])) == 1, asked


def _word(answer: Any) -> Any:
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return Document(BytesIO(answer.content))


def test_nobody_without_a_role_sees_agreements_or_facts() -> None:
    some_cooperation()
    one = agreement("Первое", "by")
    PartnerFacts.objects.create(partner=belarus(), text="Товарооборот растет.")
    client = Client()
    client.force_login(type(user_of(roles.VIEWER)).objects.create_user("without-a-role"))
    assert client.get(url("agreement", one.pk)).status_code == 404
    assert titles(client) == []
    assert listed(client) == {}
    page = client.get(url("partner", belarus().pk))
    assert "Товарооборот" not in page.content.decode()
    assert page.context["cooperation"].total.events == 0


def test_files_of_an_agreement_are_kept_handed_out_and_put_back(coordinator: Client) -> None:
    one = agreement("Соглашение о дружбе", "ru-67", "by")
    page = f"/agreements/{one.pk}/"
    given = [SimpleUploadedFile("Подлинник.pdf", b"%PDF-1"), SimpleUploadedFile("b.txt", b"b")]
    coordinator.post(f"{page}files/", {"files": given})
    file = AgreementFile.objects.get(name="Подлинник.pdf")
    assert (file.size, file.added_by) == (6, user_of(roles.COORDINATOR))
    answer = coordinator.get(f"/agreements/files/{file.pk}/")
    assert (answer.content, answer["Content-Type"]) == (b"%PDF-1", "application/octet-stream")
    coordinator.post(f"/agreements/files/{file.pk}/remove/")
    assert [one.name for one in coordinator.get(page).context["files"]] == ["b.txt"]
    assert coordinator.get(f"/agreements/files/{file.pk}/").status_code == 404
    coordinator.post(f"/agreements/files/{file.pk}/restore/")
    assert coordinator.get(f"/agreements/files/{file.pk}/").status_code == 200


def test_no_file_is_said(coordinator: Client) -> None:
    one = agreement("Соглашение о дружбе", "ru-67", "by")
    page = coordinator.post(f"/agreements/{one.pk}/files/", {}, follow=True)
    assert len(list(page.context["messages"])) == 1
    assert not AgreementFile.objects.exists()


def test_title_and_parties_of_an_agreement_are_changed(coordinator: Client) -> None:
    one = agreement("Соглашение о дружбе", "ru-67", "by")
    url = f"/agreements/{one.pk}/edit/"
    form = coordinator.get(url).context["form"]
    home, old = one.parties.order_by("order")
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {"title": "Соглашение о соседстве", "parties": ["ru-32", "by-vitebskaya"]}
    data |= {f"organ_{home.pk}": "Правительство", f"organ_{old.pk}": "", "confirmed": "on"}
    assert coordinator.post(url, data).status_code == 302
    one.refresh_from_db()
    assert one.title == "Соглашение о соседстве"
    parties = one.parties.values_list("partner__code", "organ").order_by("order")
    assert list(parties) == [("ru-67", "Правительство"), ("ru-32", ""), ("by-vitebskaya", "")]
    data["parties"] = []
    assert list(coordinator.post(url, data).context["form"].errors) == ["parties"]


def test_partners_stand_by_their_own_events_or_by_name(viewer: Client) -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    for number in range(2):
        make_entry(done, f"Ярмарка {number}", "ru-32")
    make_entry(done, "Встреча", "by-vitebskaya", "by")
    make_entry(done, "Выставка", "by-vitebskaya")
    make_entry(done, "Концерт", "by-vitebskaya")

    def names(query: str) -> list[tuple[str, int]]:
        rows = viewer.get(f"/partners/{query}").context["rows"]
        return [(partner.name, partner.own_events) for partner, _events, _agreements in rows]

    assert names("") == [("Витебская область", 3), ("Брянская область", 2), ("Беларусь", 1)]
    assert names("?order=name") == [("Беларусь", 1), ("Брянская область", 2), ("Витебская область", 3)]

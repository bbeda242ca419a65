"""The page of a dossier: what is ticked is downloaded, and what is unconfirmed is settled there."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document

from agreements.models import Department, Partner
from coopregistry import roles
from coopregistry.models import Job, User
from events.cooperation.jobs import ask_for_dossier
from events.models import DossierCopy, Meeting, PartnerFacts
from events.vocabulary import Kind
from tests.events.cooperation.dossiers import settle
from tests.events.cooperation.world import agreement, make_entry, report, user_of
from tests.events.meetings.reports import MEETING, report_of_rows

pytestmark = pytest.mark.django_db
SPAN = {"start": "2031-01-01", "end": "2031-12-31"}


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(user_of(roles.COORDINATOR))
    return client


def page_of(code: str) -> str:
    return reverse("events:dossier", args=[Partner.objects.get(code=code).pk])


def words(answer) -> str:
    document = Document(BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells]).replace("\xa0", " ")


def test_a_changed_period_needs_no_other_button(client: Client) -> None:
    """What was unticked stays so, what the page did not show is printed."""
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    first, second = (make_entry(done, f"Смотр {day}", "by", day=date(2031, 2, day)) for day in (1, 2))
    make_entry(done, "Ярмарка", "by", day=date(2031, 3, 3))
    shown = {"shown_start": "2031-01-01", "shown_end": "2031-02-28"}
    keys = f"{first.event_id} {second.event_id}"
    sent = {**shown, "shown_events": keys, "events": [first.event_id], **SPAN, "prepared_by": "Образцова"}
    text = words(client.post(page_of("by"), sent))
    assert [title in text for title in ("Смотр 1", "Смотр 2", "Ярмарка")] == [True, False, True]
    assert "Подготовил: Образцова." in text
    assert DossierCopy.objects.get().prepared_by == "Образцова"
    assert 'value="Образцова"' in client.get(page_of("by"), SPAN).content.decode()
    short = client.post(page_of("by"), {**sent, "short": "on"})
    assert DossierCopy.objects.filter(short=True).count() == 1
    assert "Ярмарка" in words(short)
    moved = client.post(page_of("by"), {**sent, "show": "1"})
    assert moved.url.startswith(f"{page_of('by')}?start=2031-01-01&end=2031-12-31&prepared_by=")


def test_what_is_unconfirmed_is_settled_on_the_page_and_printed_only_then(client: Client) -> None:
    report_of_rows(MEETING)
    settle()
    Meeting.objects.update(certain=False)
    agreement("Соглашение о дружбе", "am", confirmed=False)
    page = f"{page_of('am')}?start=2031-01-01&end=2031-12-31"
    shown = client.get(page)
    assert len(shown.context["dossier"].unsettled) == 2
    (waiting,) = [one for one in shown.context["dossier"].unsettled if one.entry]
    assert [part.name for part, _ticked in shown.context["parts"]] == ["results", "events"]
    text = words(client.post(page, {**SPAN, "events": shown.context["ticks"].keys["events"]}))
    assert "Визиты и встречи" not in text
    assert "дружбе" not in text
    assert "не значатся" not in text
    left_out = "Не напечатано записей, требующих подтверждения: 2 (соглашения – 1, встречи и визиты – 1)."
    assert left_out in text
    assert left_out in words(client.post(page, {**SPAN, "short": "on"}))
    decide = reverse("events:told_decide", args=[waiting.entry, waiting.key])
    assert client.post(decide, {"decision": "confirm", "next": page}).url == page
    elsewhere = client.post(decide, {"decision": "confirm", "next": "https://example.org/"})
    assert elsewhere.url.startswith("/events/")
    settled = client.get(page)
    assert len(settled.context["dossier"].contacts) == 1
    sent = {**SPAN, "contacts": settled.context["ticks"].keys["contacts"]}
    assert "А.А. Небывалян" in words(client.post(page, sent))


def test_who_may_not_settle_is_told_whom_to_ask(client: Client) -> None:
    agreement("Соглашение о дружбе", "am", confirmed=False)
    User.objects.filter(username=f"a-{roles.COORDINATOR}").update(last_name="Образцова", phone="38-00-00")
    told = "Подтвердить их может координатор реестра:"
    assert told not in client.get(page_of("am"), SPAN).content.decode()
    client.force_login(user_of(roles.VIEWER))
    page = client.get(page_of("am"), SPAN).content.decode()
    assert "Образцова, 38-00-00" in page[page.index(told) :]


def test_what_was_told_before_its_day_is_printed_as_doubtful(client: Client) -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    for title, distance in (("Будущая ярмарка", 9), ("Прошлая ярмарка", -9)):
        make_entry(done, title, "by", day=timezone.localdate() + timedelta(days=distance))
    span = {"start": "2020-01-01", "end": "2090-12-31"}
    keys = client.get(page_of("by"), span).context["ticks"].keys["events"]
    text = words(client.post(page_of("by"), {**span, "events": keys}))
    assert text.count("(в отчете – как проведенное, срок не наступил)") == 1


def test_a_meeting_no_report_tells_of_stands_among_the_others(client: Client) -> None:
    entered = {
        "version": "0",
        "kind": "meeting",
        "start": "2024-06-05",
        "partners": ["am"],
        "home": "Губернатор Смоленской области | В.В. Выдумов",
        "partner": "Посол Республики Армения | А.А. Небывалян | Армения",
        "subject": "поставки льна",
        "letter": "№ 17 от 01.06.2024",
    }
    assert client.post(reverse("events:outside_meeting_new"), entered).status_code == 302
    span = {"start": "2024-01-01", "end": "2024-12-31"}
    keys = client.get(page_of("am"), span).context["ticks"].keys["contacts"]
    for short in ({}, {"short": "on"}):
        text = words(client.post(page_of("am"), {**span, **short, "contacts": keys}))
        assert "5 июня 2024 года" in text
        assert "Посол Республики Армения А.А. Небывалян" in text
    assert client.get(page_of("kz"), span).context["dossier"].contacts == []


def test_old_facts_are_flagged_before_printing(client: Client) -> None:
    belarus = Partner.objects.get(code="by")
    today = timezone.localdate()
    PartnerFacts.objects.create(partner=belarus, kind="general", text="Давнее.")
    PartnerFacts.objects.create(partner=belarus, kind="trade", text="Прошлое.", as_of=date(2020, 1, 1))
    PartnerFacts.objects.create(partner=belarus, kind="problems", text="Свежее.", as_of=today)
    shown = client.get(page_of("by"), SPAN)
    (part,) = [part for part, _ticked in shown.context["parts"] if part.name == "facts"]
    assert [bool(row.warning) for row in part.rows] == [True, True, False]
    partner_page = client.get(reverse("events:partner", args=[belarus.pk])).content.decode()
    assert partner_page.count("remark-warning") == 2


def test_a_dossier_of_many_events_is_written_by_a_job(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    for day in (1, 2):
        make_entry(done, f"Смотр {day}", "by", day=date(2031, 2, day))
    keys = client.get(page_of("by"), SPAN).context["ticks"].keys["events"]
    at_once = words(client.post(page_of("by"), {**SPAN, "events": keys, "prepared_by": "Образцова"}))
    monkeypatch.setattr("events.cooperation.dossier.issuing.AT_ONCE", 1)
    shown = client.get(page_of("by"), SPAN)
    assert "dossier" not in shown.context
    assert "Скачать справку" in shown.content.decode()
    made = client.post(page_of("by"), {**SPAN, "prepared_by": "Образцова"}, follow=True)
    job = Job.objects.get()
    assert made.redirect_chain == [(reverse("job_file", args=[job.pk]), 302)]
    kept = DossierCopy.objects.latest("pk")
    assert bytes(kept.docx) == made.getvalue()
    assert (kept.made_by, kept.prepared_by) == (job.user, "Образцова")
    document = Document(BytesIO(bytes(kept.docx)))
    assert [one.text.replace("\xa0", " ") for one in document.paragraphs] == at_once.split("\n")[
        : len(document.paragraphs)
    ]


def test_the_job_leaves_out_what_its_reader_may_not_see(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.cooperation.dossier.issuing.AT_ONCE", 0)
    plan = report(Kind.INTERNATIONAL_PLAN, "2091-H1")
    body = Department.objects.create(name="Комитет тайных дел")
    make_entry(plan, "Тайная встреча", "by", day=date(2091, 2, 1), department=body, restricted=True)
    make_entry(plan, "Открытая встреча", "by", day=date(2091, 2, 2))
    span = {"start": "2091-01-01", "end": "2091-12-31"}
    told = []
    for role in (roles.COORDINATOR, roles.VIEWER):
        client.force_login(user_of(role))
        client.post(page_of("by"), span)
        document = Document(BytesIO(bytes(DossierCopy.objects.latest("pk").docx)))
        text = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
        told.append(["Тайная" in text, "Открытая" in text])
    assert told == [[True, True], [False, True]]


def test_a_job_whose_user_lost_the_role_writes_no_dossier(client: Client) -> None:
    user = user_of(roles.VIEWER)
    user.groups.clear()
    belarus = Partner.objects.get(code="by")
    job = ask_for_dossier(belarus, user, date(2031, 1, 1), date(2031, 12, 31), is_short=False, by="")
    assert (job.state, DossierCopy.objects.count()) == (Job.State.FAILED, 0)

"""A restricted row is unknown to others: every address answers them as if the row had never been there."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from urllib.parse import unquote, urlencode
from zipfile import ZipFile, is_zipfile

import pytest
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse

from agreements.models import Partner
from coopregistry.models import Change
from events.editions.fixing import current_table, docx_of
from events.entries.restriction import restrict
from events.entries.told_people import forget_unmet
from events.models import (
    Attachment,
    Edition,
    Entry,
    Event,
    Meeting,
    MeetingCard,
    MeetingPartner,
    Report,
    ReportScan,
)
from importers.models import ImportedRow
from tests.events.meetings.reports import MEETING, TRIP, report_of_rows
from tests.permissions.meetings import outside_of_a
from tests.permissions.roles import Who, World
from tests.permissions.test_walk import RULES, address
from tests.permissions.visitors import Sessions, browser_of

OTHERS = (Who.VIEWER, Who.EDITOR_B)
# In its title and participants, in its content, in the name of its file, in the file.
PLANTED = ("Небывалян", "тайногран", "тайная-программа", "тайное содержание")
# What a list, a calendar, a map, figures or a register may be asked for to reach the row.
REACHING = {
    "period": "2031",
    "since": "2031-01-01",
    "until": "2031-12-31",
    "start": "2031-01-01",
    "end": "2031-12-31",
    "show": "year",
    "at": "2031-02-05",
}
FILTERED = tuple(
    f"events:{name}"
    for name in (
        "events",
        "map",
        "calendar",
        "dashboard",
        "information",
        "figures",
        "groupings",
        "agreement",
        "partner",
        "dossier",
    )
)
ASKED_FOR = (
    ("events:search", {"q": "тайногран"}),
    ("events:search", {"q": "тайнагран"}),  # a slip is not mended by a word of the row
    ("events:search_offers", {"q": "Небывалян"}),
    ("events:events", {"text": "тайногран"}),
    ("events:people_met", {"q": "Небывалян"}),
    ("api:events", {"text": "тайногран"}),
    ("api:rows", {"text": "тайногран"}),
    ("api:events", {"since": "2031-01-01", "until": "2031-12-31"}),
    ("api:rows", {"since": "2031-01-01", "until": "2031-12-31"}),
)
_SAID_ANEW = re.compile(
    r'name="(?:csrfmiddlewaretoken|form_key|draft)" value="[^"]*"|X-CSRFToken[^}]*|nonce="[^"]*"'
    r"|\b\d\d:\d\d(?::\d\d)?(?:\.\d+)?"
    r"|\b[0-9a-f]{64}\b|DTSTAMP:\S+"
    # A meeting made for its own address is made anew, and PostgreSQL gives no number twice.
    r"|(?<=\"outside_ids\":\[)\d+(?=\])|(?<=\"meetings\":\[\{\"id\":\"c)\d+(?=\")"
)


@pytest.fixture
def restricted(world: World) -> Entry:
    """A row of department A in an approved report with an edition, beside one that is open to all."""
    meeting = tuple(text.replace("льна", "тайнограна") for text in MEETING)
    report = report_of_rows(meeting, TRIP)
    report.state = Report.State.APPROVED
    report.save()
    entry = report.entries.get(number=1)
    entry.department = world.department_a
    entry.save()
    Attachment.objects.create(
        entry=entry,
        name="тайная-программа.txt",
        content="тайное содержание".encode(),
        size=33,
        sha256="0" * 64,
    )
    fix(report)
    restrict(entry)
    outside_of_a(world, restricted=True, day=date(2031, 2, 5), letter="тайнограна")
    return entry


def fix(report: Report, key: int | None = None) -> Edition:
    table = current_table(report)
    rows = sum("entry" in line for line in table["lines"])
    edition = Edition(pk=key, report=report, number=1, rows=rows, table=table)
    edition.fixed_at = report.latest_change()
    edition.docx = docx_of(edition)
    edition.sha256 = hashlib.sha256(edition.docx).hexdigest()
    edition.save()
    return edition


def remove_without_trace(entry: Entry) -> None:
    """As if it had never been read."""
    report, event = entry.report, entry.event_id
    edition = Edition.objects.get(report=report).pk
    Edition.objects.filter(report=report).delete()
    for model, field in ((Attachment, "entry"), (ImportedRow, "entry"), (Entry, "pk")):
        QuerySet(model).filter(**{field: entry.pk}).delete()
    QuerySet(Event).filter(pk=event).delete()
    for model in (Meeting, MeetingPartner, MeetingCard):
        QuerySet(model).filter(**({"entry": None} if model is Meeting else {})).delete()
    forget_unmet()
    fix(report, edition)


def addresses(world: World, who: Who, edition: Edition) -> Iterator[str]:
    for name, of_it in RULES.items():
        for rule in of_it:
            # The feed of a subscription shows what its owner may see, whoever asks.
            if rule.get[who] == 200 and rule.prepare is None and name != "events:calendar_feed":
                # What the rule makes for its address is gone before the next one, or pages would list it.
                with transaction.atomic():
                    url = address(name, rule, world)
                    yield f"{url}?{urlencode(rule.query(world))}"
                    if name.startswith(FILTERED):
                        yield f"{url}?{urlencode({**rule.query(world), **REACHING})}"
                    transaction.set_rollback(True)
    for name, query in ASKED_FOR:
        yield f"{reverse(name)}?{urlencode(query)}"
    report = edition.report
    for name, key in (
        ("events:edition_file", edition.pk),
        ("api:edition", edition.pk),
        ("api:report", report.pk),
    ):
        yield reverse(name, args=[key])
    for name in ("events:report", "events:edition_changes", "events:closing_note", "events:proofreading"):
        yield reverse(name, args=[report.pk])
    for suffix in ("docx", "xlsx", "csv", "json"):
        yield reverse("events:report_file", args=[report.pk, suffix])
    for slug in ("meetings", "delegations-received", "delegations-sent", "joint", "results"):
        yield f"{reverse('events:register', args=[slug])}?period=2031"
        yield f"{reverse('events:register_file', args=[slug, 'xlsx'])}?period=2031"
    yield reverse("events:partner", args=[Partner.objects.get(code="am").pk])


def words_of(response: HttpResponse) -> str:
    data = b"".join(response.streaming_content) if response.streaming else response.content
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            parts = [name for name in archive.namelist() if not name.startswith("docProps")]
            data = b"\n".join(archive.read(name) for name in sorted(parts))
    return _SAID_ANEW.sub("", data.decode("utf-8", "replace"))


def answers(world: World, sessions: Sessions, who: Who) -> dict[str, str]:
    found = {}
    for url in addresses(world, who, Edition.objects.latest("pk")):
        response = browser_of(sessions, who).get(url)
        found[url] = f"{response.status_code} {words_of(response)}"
    return found


@pytest.mark.parametrize("who", OTHERS)
def test_others_are_answered_as_if_it_were_not_there(
    world: World, sessions: Sessions, restricted: Entry, who: Who
) -> None:
    with_it = answers(world, sessions, who)
    said = {
        url: word
        for url, text in with_it.items()
        for word in PLANTED
        if word in text and word not in unquote(url)
    }
    assert said == {}
    remove_without_trace(restricted)
    without = answers(world, sessions, who)
    assert [url for url in without if url in with_it and without[url] != with_it[url]] == []
    assert len(without.keys() & with_it.keys()) > 100


@pytest.mark.parametrize("who", [Who.EDITOR_A, Who.COORDINATOR])
def test_its_department_and_the_coordinator_see_it(
    world: World, sessions: Sessions, restricted: Entry, who: Who
) -> None:
    report = [restricted.report_id]
    for name, args, query in (
        ("events:events", [], {"since": "2031-01-01"}),
        ("events:search", [], {"q": "поставки"}),
        ("events:people_met", [], {}),
        ("events:register", ["meetings"], {"period": "2031"}),
        ("events:report", report, {}),
        ("events:report_file", [*report, "json"], {}),
        ("events:edition_file", [Edition.objects.latest("pk").pk], {}),
        ("api:rows", [], {"since": "2031-01-01"}),
    ):
        response = browser_of(sessions, who).get(reverse(name, args=args), query)
        assert any(word in words_of(response) for word in PLANTED), name


@pytest.mark.parametrize("who", OTHERS)
def test_its_own_addresses_are_unknown_to_others(
    world: World, sessions: Sessions, restricted: Entry, who: Who
) -> None:
    attachment = Attachment.objects.get(entry=restricted)
    # Nothing can be left out of the picture of a signed document.
    scan = ReportScan.objects.create(
        report=restricted.report, name="Подлинник.pdf", content=b"%PDF", size=4, sha256="0" * 64
    )
    for name, key in (
        ("events:event", restricted.event_id),
        ("api:event", restricted.event_id),
        ("api:row", restricted.pk),
        ("events:attachment", attachment.pk),
        ("events:scan_file", scan.pk),
    ):
        url = reverse(name, args=[key])
        assert browser_of(sessions, who).get(url).status_code == 404
        assert browser_of(sessions, Who.EDITOR_A).get(url).status_code == 200


def test_its_history_is_kept(restricted: Entry) -> None:
    last = Change.objects.filter(model="events.entry", record=restricted.pk).latest("pk")
    assert last.after == {"restricted": True}

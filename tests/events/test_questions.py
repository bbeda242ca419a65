"""What a governor’s adviser asks is answered from the home page by links and filters that stand there."""

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from agreements.models import Department, Partner
from events.models import Entry, Person, Report
from events.results.control import decide
from events.results.lines import line_of
from events.vocabulary import ControlState
from tests.events.cooperation.world import coordinator
from tests.events.event_world import DANCE, SUMMER, import_world
from tests.events.meetings.reports import MEETING, RECEPTION, TRIP, report_of_rows
from tests.permissions.roles import Who

pytestmark = pytest.mark.django_db
_MOST = 4  # of a link or the button of a form; choosing values counts one for each


class Reader:
    """Follows what stands on the page, and counts."""

    def __init__(self, client: Client) -> None:
        self.client, self.clicks = client, 0
        self._open("/")

    def _open(self, address: str) -> None:
        answer = self.client.get(address, follow=True)
        assert answer.status_code == 200, address
        self.address = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        self.page = html.fromstring(answer.content.decode())

    def follow(self, name: str, *args: object) -> "Reader":
        """The first link of the page that leads to the address."""
        path = reverse(f"events:{name}", args=args)
        links = self.page.xpath("//main//a/@href | //nav//a/@href")
        found = [href for href in links if urlsplit(urljoin(self.address, href)).path == path]
        assert found, f"{self.address} has no link to {path}"
        self.clicks += 1
        self._open(urljoin(self.address, found[0]))
        return self

    def choose(self, **chosen: str) -> "Reader":
        """In the filter of the page; values that are looked up must be found by the words of their names."""
        [form] = [one for one in self.page.xpath("//form[@method='get']") if chosen.keys() <= set(one.fields)]
        data = {name: value for name, value in form.form_values() if value and name not in chosen}
        for name, value in chosen.items():
            [field] = form.xpath(f".//*[@name='{name}']")
            if lookup := field.get("data-lookup"):
                word = Partner.objects.get(code=value).name
                found = self.client.get(lookup, {"q": word}).json()["found"]
                assert value in [one["value"] for one in found]
            elif field.tag == "select":
                assert value in field.value_options
        self.clicks += 1 + len(chosen)
        answer = self.client.get(urlsplit(self.address).path, data | chosen)
        self.page = html.fromstring(answer.content.decode())
        return self

    @property
    def text(self) -> str:
        return " ".join(self.page.xpath("//main")[0].text_content().split())


@pytest.fixture
def reader(client_of: Callable[[str], Client]) -> Reader:
    import_world()
    report_of_rows(MEETING, RECEPTION, TRIP)
    return Reader(client_of(Who.COORDINATOR))


def test_who_met_whom_in_a_year_at_which_level(reader: Reader) -> None:
    reader.follow("dashboard").follow("register", "meetings").choose(period="2031", level="head_of_region")
    assert "В.В. Выдумов" in reader.text
    assert "А.А. Небывалян" in reader.text
    assert "М.М. Выдумянц" not in reader.text
    assert reader.clicks <= _MOST + 1


def test_arrangements_and_documents_of_a_period_with_their_texts(reader: Reader) -> None:
    reader.follow("agreements").follow("results").choose(kind="agreed", period="2024-Q4")
    assert "обмене делегациями с Китаем" in reader.text
    assert "ярмарку" not in reader.text
    reader.choose(kind="signed", period="2025")
    assert "библиотек" in reader.text
    assert reader.clicks <= 2 * _MOST


def test_events_by_place_number_of_partners_and_period(reader: Reader) -> None:
    reader.follow("events").choose(held_in="by-vitebskaya")
    assert DANCE in reader.text
    assert SUMMER not in reader.text
    assert reader.clicks <= _MOST
    several = Reader(reader.client).follow("events").choose(partners_at_least="2")
    assert several.clicks <= _MOST
    entry = Entry.objects.get(cells__title=SUMMER)
    Entry.objects.filter(pk=entry.pk).update(start="2026-08-01", end="2026-08-02")
    outside = Reader(reader.client).follow("events").choose(kind="interregional_plan", outside="wholly")
    assert SUMMER in outside.text
    assert DANCE not in outside.text
    assert outside.clicks <= _MOST


def test_the_share_of_belarus_with_its_basis(reader: Reader) -> None:
    reader.follow("dashboard").choose(period="2024")
    assert "Беларус" in reader.text
    assert "На чем это основано" in reader.text
    assert reader.clicks <= _MOST


def test_what_became_of_an_arrangement_of_a_row(reader: Reader, client_of: Callable[[str], Client]) -> None:
    row = Entry.objects.get(number=1, report__period_code="2031-Q1")
    result = row.results.get()
    department = Department.objects.get(name="Министерство пробных дел")
    access = coordinator()
    state = ControlState.UNDER_WAY
    decide(line_of(access, result.ref), state, department=department, due=None, basis="", user=access.user)
    reader = Reader(client_of(Who.VIEWER))
    reader.follow("reports").follow("report", Report.objects.get(period_code="2031-Q1").pk)
    reader.follow("event", row.event_id).follow("result", result.ref)
    assert str(department) in reader.text
    assert reader.clicks <= _MOST


def test_partners_without_contact_for_a_year(reader: Reader) -> None:
    """On the first page, each with its last contact; its page is one click away."""
    silent = Partner.objects.get(code="ru-69")
    [told] = reader.page.xpath("//section[.//h2[@id='quiet']]//li[a[@lang='ru']]")
    assert str(silent) in told.text_content()
    reader.follow("partner", silent.pk)
    assert silent.name in reader.text
    assert reader.clicks == 1


def test_everything_with_one_person(reader: Reader) -> None:
    person = Person.objects.get(name="А.А. Небывалян")
    reader.follow("people_met").follow("person_met", person.key)
    assert "В.В. Выдумов" in reader.text
    assert "вопросы поставок льна" in reader.text
    assert reader.clicks <= 2

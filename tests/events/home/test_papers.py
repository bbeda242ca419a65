"""The papers of the home page say what the registry says, and what it does not know."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement, Partner
from coopregistry.models import User
from events.exports.paper import ParagraphBlock, SubheadingBlock
from events.figures.information import information_paper
from events.home.agreements_of_year import agreements_table
from events.models import Section, Sphere
from events.vocabulary import Kind
from tests.events.cooperation.world import coordinator, make_entry, report
from tests.events.figures.scopes import scope_of

pytestmark = pytest.mark.django_db


def test_agreements_of_a_year_stand_by_what_is_known_of_their_end() -> None:
    state = Agreement.State
    for title, values in {
        "Новое": {"signed_on": date(2021, 3, 1)},
        "Проект": {"signed_on": date(2021, 3, 1), "state": state.DRAFT},
        "Прекращенное": {"terminated_on": date(2021, 5, 1), "state": state.LAPSED},
        "Истекшее": {"valid_until": date(2021, 6, 1), "state": state.LAPSED},
        "Неясное": {"valid_until": date(2021, 6, 2)},
        "Другое": {"signed_on": date(2020, 3, 1), "valid_until": date(2031, 1, 1)},
    }.items():
        Agreement.objects.create(title=title, **values)
    table = agreements_table(coordinator(), 2021, date(2026, 1, 1))
    assert [line.text if hasattr(line, "text") else line.cells[1] for line in table.lines] == [
        *("Заключенные", "Новое"),
        *("Прекратившие действие", "Истекшее", "Прекращенное"),
        *("Срок действия истек, о продлении или прекращении сведений нет", "Неясное"),
    ]
    assert table.notes[1].startswith("Соглашений, дата подписания которых в реестре не указана: 3")


def test_information_is_running_text_by_sphere() -> None:
    told = report(Kind.INTERNATIONAL_REPORT, "2021-Q1")
    sphere = Sphere.objects.create(name="Сотрудничество в сфере ремесел")
    section = Section.objects.create(report=told, title=sphere.name, sphere=sphere)
    make_entry(told, "Участие в ярмарке", "by", day=date(2021, 2, 2), section=section, participants_count=40)
    make_entry(told, "Россия – Беларусь: ремесла", "by", day=date(2021, 2, 3), section=section)
    paper = information_paper(scope_of("period=2021&partner=by", coordinator()))
    assert paper.title[1:] == ("о сотрудничестве Смоленской области с Республикой Беларусь", "за 2021 год")
    opening, heading, told_of = paper.blocks[:3]
    assert opening == ParagraphBlock(
        "В 2021 году проведено 2\xa0мероприятия. Участников – 40 (по 1 строке из 2)."
    )
    assert heading == SubheadingBlock("В сфере ремесел")
    assert told_of.text.startswith("Проведено 2\xa0мероприятия: участие в ярмарке")
    assert "; Россия – Беларусь: ремесла" in told_of.text


def test_papers_are_downloaded() -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("boss"))
    page = client.get(reverse("events:papers")).content.decode()
    for name, kwargs, title in (
        ("coming_file", {"span": "week"}, "Мероприятия на предстоящую неделю"),
        ("coming_file", {"span": "month"}, "Мероприятия на предстоящий месяц"),
        ("agreements_of_year", {"year": 2024}, "Соглашения, заключенные и прекратившие действие"),
        ("information_file", {}, "ИНФОРМАЦИЯ"),
    ):
        address = reverse(f"events:{name}", kwargs=kwargs)
        assert address in page
        paper = docx.Document(BytesIO(client.get(address).content))
        assert title in paper.paragraphs[0].text
    assert client.get(reverse("events:coming_file", args=["year"])).status_code == 404
    assert client.get(reverse("events:agreements_of_year", args=[1800])).status_code == 404


def test_a_dossier_is_chosen_among_the_papers() -> None:
    make_entry(report(Kind.INTERNATIONAL_REPORT, "2021-Q1"), "Ярмарка", "by", day=date(2021, 2, 2))
    client = Client()
    client.force_login(User.objects.create_superuser("boss"))
    page = client.get(reverse("events:papers"))
    assert [partner.code for partner in page.context["dossier_form"].fields["partner"].queryset] == ["by"]
    address = reverse("events:papers_dossier")
    belarus = Partner.objects.get(code="by")
    assert client.get(address, {"partner": "by"}).url == reverse("events:dossier", args=[belarus.pk])
    assert client.get(address, {"partner": "no-such"}).url == reverse("events:papers")

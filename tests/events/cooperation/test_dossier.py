"""The dossier as a paper: its contents, its partner, what fits on one page."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from agreements.models import Partner
from events.cooperation.dossier import FULL_STYLE, Dossier, full_paper
from events.cooperation.figures import cooperation
from events.cooperation.paper_parts import figures_in_sentences
from events.cooperation.partner_basis import partner_basis
from events.cooperation.queries import agreements_with, events_with
from events.cooperation.short_dossier import SHORT_STYLE, one_page_paper
from events.exports.page_style import Properties
from events.exports.paper import Paper, height, room, write_paper
from events.vocabulary import Kind
from tests.events.cooperation.world import agreement, coordinator, make_entry, report, some_cooperation

START, END = date(2031, 1, 1), date(2031, 12, 31)


def dossier(code: str = "by", facts: str = "", without: tuple[int, ...] = ()) -> Dossier:
    access, partner = coordinator(), Partner.objects.get(code=code)
    tree = partner.tree()
    with_partner = cooperation(access, events_with(access, tree), START, END)
    return Dossier(
        partner=partner,
        start=START,
        end=END,
        made_on=date(2031, 6, 1),
        cooperation=with_partner,
        agreements=list(agreements_with(access, tree)),
        events=frozenset(event.pk for event in with_partner.events) - set(without),
        facts=facts,
        basis=partner_basis(access, tree, START, END),
    )


def written(paper: Paper) -> Document:
    out = BytesIO()
    write_paper(paper, out, page_style=FULL_STYLE, properties=Properties())
    return Document(BytesIO(out.getvalue()))


def text_of(paper: Paper) -> str:
    document = written(paper)
    cells = [cell.text for table in document.tables for one in table.rows for cell in one.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells]).replace("\xa0", " ")


@pytest.mark.django_db
def test_the_title_says_with_whom_and_when() -> None:
    assert full_paper(dossier()).title == (
        "СПРАВКА",
        "о сотрудничестве Смоленской области с Республикой Беларусь",
        "за период с 1 января 2031 года по 31 декабря 2031 года",
    )


@pytest.mark.django_db
def test_the_file_holds_the_figures_and_the_rows() -> None:
    some_cooperation()
    agreement("Соглашение о дружбе", "by", number="7", signed_on=date(2030, 3, 1))
    what = dossier(facts="Товарооборот растет.\n\nРуководитель – Образцов И.И.")
    text = text_of(full_paper(what))
    for sentence in figures_in_sentences(what.cooperation):
        assert sentence.replace("\xa0", " ") in text
    for expected in (
        "Мероприятий за период – 4, из них проведено – 2, было запланировано – 3, отменено – 1.",
        "Участников – не менее 1 500 (по 1 строке из 2).",
        "Соглашение о дружбе",
        "№ 7 от 01.03.2030",
        "подписано соглашение",
        "Достигнута договоренность о второй ярмарке.",
        "Прием делегации мастеров",
        "Выставка",
        "Товарооборот растет.",
        "Руководитель – Образцов И.И.",
        "на 01.06.2031",
    ):
        assert expected in text


@pytest.mark.django_db
def test_a_row_without_its_tick_leaves_the_lists_and_not_the_figures() -> None:
    made = some_cooperation()
    all_of_it, less = dossier(), dossier(without=(made["unplanned"].event_id,))
    assert "Прием делегации мастеров" in text_of(full_paper(all_of_it))
    text = text_of(full_paper(less))
    assert figures_in_sentences(less.cooperation) == figures_in_sentences(all_of_it.cooperation)
    assert "1. Прием" not in text
    assert "В перечни включено 3 из 4." in text
    grids = [
        [cell.text for cell in one.cells] for table in written(full_paper(less)).tables for one in table.rows
    ]
    assert not [cells for cells in grids if "Прием делегации мастеров" in cells]


@pytest.mark.django_db
def test_no_events_are_said_in_words() -> None:
    text = text_of(full_paper(dossier()))
    assert "Мероприятий в реестре нет." in text
    assert "Соглашения в реестре не значатся." in text


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [0, 1, 40])
def test_the_short_paper_keeps_to_one_page(rows: int) -> None:
    done = report(Kind.INTERNATIONAL_REPORT, "2031-Q1")
    for number in range(rows):
        sentence = f"Достигнута договоренность № {number} о " + "совместной работе и " * 12
        make_entry(
            done,
            f"Визит делегации № {number} " + "с длинным названием " * 8,
            "by",
            activity="visit",
            direction="incoming",
            agreed=True,
            results={"arrangements": [sentence]},
            day=date(2031, 2, 1),
        )
        agreement(f"Соглашение № {number} о сотрудничестве " + "в разных сферах " * 5, "by")
    paper = one_page_paper(dossier(facts="Одна строка сведений.\n" * 30 if rows == 40 else ""))
    assert height(paper.blocks, SHORT_STYLE) + len(paper.title) + 1 <= room(SHORT_STYLE)
    text = text_of(paper)
    assert ("и другие (еще " in text) == (rows == 40)
    assert ("Договоренности" in text or "договоренности" in text) == bool(rows)


def test_the_same_paper_gives_the_same_bytes() -> None:
    paper = Paper(title=("СПРАВКА",), blocks=())
    one, two = BytesIO(), BytesIO()
    for out in (one, two):
        write_paper(paper, out, page_style=FULL_STYLE, properties=Properties())
    assert one.getvalue() == two.getvalue()

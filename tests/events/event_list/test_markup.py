"""Rows of the event list as HTML."""

from events.event_list.markup import row_markup
from events.exports.event_columns import CHOOSABLE, EventRow, RankedName


def test_every_column_of_a_full_row() -> None:
    row = EventRow(
        pk=7,
        title="Ярмарка «А & Б»",
        dates="1 мая 2025 года",
        place="г. <Брянск>",
        partners=tuple(RankedName(0, f"Партнер {number}") for number in range(1, 8)),
        departments=(RankedName(1, "Минкультуры"), RankedName(2, "Минспорт")),
        spheres=(RankedName(1, "Культура"),),
        agreements=("Соглашение " + "о" * 200,),
        activity="ярмарка",
        direction="прием",
        mode="очно",
        figure="более 1600",
        results=("Протокол", "Договор"),
        outcome="проведено",
        outcome_code="held",
        documents=("Отчет",),
    )
    cells = {
        column.key: row_markup(row, [column.key]).removeprefix("<tr>").removesuffix("</tr>")
        for column in CHOOSABLE
    }
    partners = "".join(f'<span class="line">Партнер {number}</span>' for number in range(1, 7))
    assert cells == {
        "title": '<th scope="row" lang="ru"><a href="/events/7/">Ярмарка «А &amp; Б»</a></th>',
        "dates": '<td lang="ru">1 мая 2025 года</td>',
        "place": '<td lang="ru">г. &lt;Брянск&gt;</td>',
        "partners": f'<td lang="ru">{partners}<span class="none">всего 7</span></td>',
        "departments": (
            '<td lang="ru"><span class="line">Минкультуры</span><span class="line">Минспорт</span></td>'
        ),
        "spheres": '<td lang="ru"><span class="line">Культура</span></td>',
        "agreements": f'<td lang="ru"><span class="line">Соглашение {"о" * 148}…</span></td>',
        "activity": "<td>ярмарка</td>",
        "direction": "<td>прием</td>",
        "mode": "<td>очно</td>",
        "figure": '<td data-label="Участники">более 1600</td>',
        "outcome": (
            '<td><span class="state outcome-held">проведено</span>'
            '<span class="aside">Протокол</span><span class="aside">Договор</span></td>'
        ),
        "results": '<td><span class="line">Протокол</span><span class="line">Договор</span></td>',
        "documents": '<td><span class="line">Отчет</span></td>',
    }


def test_a_row_without_dates_says_so_and_columns_stand_as_chosen() -> None:
    assert row_markup(EventRow(pk=1, title="А"), ["dates", "title"]) == (
        '<tr><td lang="ru"><span class="none">не указано</span></td>'
        '<th scope="row" lang="ru"><a href="/events/1/">А</a></th></tr>'
    )

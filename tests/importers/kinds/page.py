"""Writes docs/reading.md from the kinds: `python -m tests.importers.kinds.page`."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from . import KINDS
from .model import Example, Field, Sort

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reading.md"

_INTRODUCTION = """# Что читается и о чем говорится

Виды того, что пишут органы, с примерами: как понято и каким замечанием сопровождается. Ответ написан по
смыслу слов до того, как его дала программа; `tests/importers/test_kinds.py` проверяет каждую строку, и
страница составляется из тех же данных (`python -m tests.importers.kinds.page`). Чего нет среди понятого,
о том есть замечание; что значит код замечания, сказано в [remarks.md](remarks.md).

Документ – Смоленской области. Сроки стоят в документе за I полугодие 2024 года, если не сказано другое. «≥» –
не менее, «≤» – не более, «≈» – около, после «+» – зрители.

Сколько замечаний: в пяти настоящих документах, 208 строк, пустой реестр, предупреждений у строк 33 (одно на
6 строк; 22 из них – сроки вне периода документа) и 7 о документах, ошибок нет; «к сведению» – 105, из них
51 – «число участников не указано». Хотя бы одно замечание – у 115 строк. Замечаний о слабых признаках
(результат, участники вне графы партнеров, место в представительстве) – 5, все по делу.
"""
_WHERE = {
    Field.PERIOD: "заголовок",
    Field.KIND: "заголовок",
    Field.ABOUT: "заголовок",
    Field.COLUMN: "шапка таблицы",
    Field.FILE: "файл",
    Field.PARTNER: "графа партнера, план межрегиональных мероприятий",
    Field.AGREEMENT: "графа соглашения",
    Field.ABROAD: "наименование, отчет о международных мероприятиях",
    Field.PLACE: "место проведения, отчет о международных мероприятиях",
    Field.COUNT: "участники",
    Field.RESULT: "содержание, отчет",
    Field.PLANNED_RESULT: "содержание, план",
    Field.MODE: "место проведения",
    Field.MODE_TOLD: "содержание, место – зал",
    Field.DATES: "сроки",
    Field.DATES_OF_QUARTER: "сроки, документ за II квартал 2024 года",
    Field.DATES_OF_MONTH: "сроки, документ за июнь 2024 года",
}
_WORDS = {
    "in_person": "очно",
    "online": "дистанционно",
    "hybrid": "очно и дистанционно",
    "correspondence": "заочно",
    "interregional_plan": "план межрегиональных мероприятий",
    "interregional_report": "отчет о межрегиональных мероприятиях",
    "agreements_report": "отчет о реализации соглашений",
    "international_plan": "план международных мероприятий",
    "international_report": "отчет о международных мероприятиях",
    "partner": "партнер",
    "agreement": "соглашение",
    "dates": "сроки",
    "place": "место",
    "participants": "участники",
    "content": "содержание и результат",
    "department": "исполнительный орган",
}


def page() -> str:
    lines = [_INTRODUCTION]
    for part, kinds in groupby(KINDS, key=lambda kind: kind.part):
        lines.append(f"## {part}\n")
        for kind in kinds:
            lines += _table(kind)
    return "\n".join(lines)


def _table(kind: Sort) -> Iterator[str]:
    yield f"### {kind.name}\n"
    yield f"Где стоит: {_WHERE[kind.field]}.\n"
    yield "| написано | понято | замечание |\n|---|---|---|"
    yield from (_row(example) for example in kind.examples)
    yield ""


def _row(example: Example) -> str:
    text = f"«{' / '.join(example.text.splitlines())}»" if example.text else "пусто"
    said = f"`{example.said}`" if example.said else ""
    return f"| {text} | {_WORDS.get(example.right, example.right) or '–'} | {said} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

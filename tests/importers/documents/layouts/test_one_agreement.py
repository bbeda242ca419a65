"""The one agreement a title names."""

import pytest

from importers.documents.layouts.one_agreement import one_agreement

BETWEEN = "между Правительством Приречной области и Правительством Озерной области"


@pytest.mark.parametrize(
    ("title", "wording"),
    [
        (f"План мероприятий по реализации Соглашения {BETWEEN} на 2031–2033 годы", f"Соглашение {BETWEEN}"),
        (
            f"Протокол мероприятий на 2031 год по реализации Договора {BETWEEN}\nо дружбе",
            f"Договор {BETWEEN} о дружбе",
        ),
        (
            f"Отчет о выполнении трехстороннего соглашения {BETWEEN} за I полугодие 2031 года",
            f"трехстороннее соглашение {BETWEEN}",
        ),
        (
            f"Отчет об исполнении Меморандума {BETWEEN} от 5 мая 2030 года.",
            f"Меморандум {BETWEEN} от 5 мая 2030 года",
        ),
        ("Отчет о реализации соглашений в сфере межрегионального сотрудничества за 2031 год", ""),
        (f"Отчет об исполнении соглашений, заключенных {BETWEEN}", ""),
        ("План мероприятий по реализации Соглашения о сотрудничестве на 2031 год", ""),
        ("План международных мероприятий на 2031 год", ""),
    ],
)
def test_the_wording_is_put_into_the_nominative_without_the_period(title: str, wording: str) -> None:
    assert one_agreement(title) == wording

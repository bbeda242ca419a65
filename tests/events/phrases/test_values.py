"""A row's cells as values: stored and restored, issues raised, readings against annotated rows."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.names.folding import fold
from agreements.names.gazetteer import Gazetteer
from events.period import Period
from events.phrases.counted_partners import lists
from events.phrases.values import Values, read_values
from events.vocabulary import Kind, Mode, Role, Severity
from importers.documents.layouts import recognise
from importers.documents.readers import read
from tests.real import REAL, needs_real

PERIOD = Period.parse("2024-Q4")

ROW = {
    Role.TITLE: "Прием делегации Витебской области",
    Role.PLACE: "г. Смоленск;\nг. Витебск (в режиме видеоконференции)",
    Role.DATES: "26-28 ноября 2024 года",
    Role.CONTENT: "Подписан меморандум между центром и ГУДО «Витебский областной дворец». "
    "Стороны договорились о визите.",
    Role.PARTICIPANTS: "Общее количество участников – более 60 человек, зрителей – 300",
}

WITH_GUESTS = "Выступила делегация Сербии"


def values_of(
    gazetteer: Gazetteer, kind: Kind = Kind.INTERNATIONAL_REPORT, period: Period | None = PERIOD, **cells: str
) -> Values:
    return read_values(kind, period, {Role(role): text for role, text in cells.items()}, gazetteer)


def codes(values: Values) -> list[str]:
    return [issue.code for issue in values.issues]


def test_row_becomes_values(gazetteer: Gazetteer):
    values = read_values(Kind.INTERNATIONAL_REPORT, PERIOD, ROW, gazetteer)
    assert values.dates is not None
    assert (values.dates.start.isoformat(), values.dates.end.isoformat()) == ("2024-11-26", "2024-11-28")
    assert lists(values.partners, gazetteer) == ([], ["Беларусь"], ["Витебская область"])
    assert values.mode is not None
    assert values.mode.mode == Mode.ONLINE
    assert (values.counts.participants, values.counts.audience) == (60, 300)
    assert (values.results.signed, values.results.agreed) == (True, True)


def test_spectators_of_the_story_stand_beside_the_participants(gazetteer: Gazetteer):
    counts = values_of(
        gazetteer, participants="Артисты (9 человек)", content="Спектакль посмотрели 400 зрителей"
    ).counts
    assert (counts.participants, counts.audience) == (9, 400)


def test_values_survive_json(gazetteer: Gazetteer):
    values = read_values(Kind.INTERNATIONAL_REPORT, PERIOD, ROW, gazetteer)
    assert Values.from_json(json.loads(json.dumps(values.to_json()))) == values


def test_empty_values_are_an_empty_object():
    assert Values().to_json() == {}
    assert Values.from_json({}) == Values()


def test_foreign_keys_in_json_are_refused():
    with pytest.raises(ValueError, match="colour"):
        Values.from_json({"colour": "red"})


_TEXTS = st.lists(
    st.sampled_from(
        [*ROW.values(), "г. Дубно", "15 человек", "«", "дистанционно", "с 3 по 7 мая", ";", "\n", "из Индии"]
    ),
    max_size=4,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(cells=st.dictionaries(st.sampled_from(sorted(Role)), _TEXTS), kind=st.sampled_from(Kind))
def test_any_row_survives_json(cells: Mapping[Role, str], kind: Kind, gazetteer: Gazetteer):
    values = read_values(kind, PERIOD, cells, gazetteer)
    assert Values.from_json(json.loads(json.dumps(values.to_json()))) == values


@pytest.mark.parametrize(
    ("partner", "asked"),
    [
        ("Тульсая область, Курганская область", "Тульсая область"),
        ("Санкт-Петебург, Самарская область", "Санкт-Петебург"),
        ("Республика Татарстан, Владимирская обасть", "Владимирская обасть"),
        ("Тульская обасть, Калужская область", "Тульская обасть"),
        ("Чувашская Респубилка, Пензенская область", "Чувашская Респубилка"),
        ("Москва и Волгоградская облсть", "Волгоградская облсть"),
        ("г. Солнечногорск, Московская область", None),
        ("г. Москва, Московская торговая палата", None),
    ],
)
def test_a_misspelt_partner_beside_others_is_asked_about(
    partner: str, asked: str | None, gazetteer: Gazetteer
):
    values = values_of(gazetteer, Kind.INTERREGIONAL_PLAN, dates="1 октября", partner=partner)
    unknown = [issue.found for issue in values.issues if issue.code == "unknown-place"]
    assert unknown == [*filter(None, [asked])]


@pytest.mark.parametrize(
    ("cells", "code", "role", "severity"),
    [
        ({"dates": "когда-нибудь"}, "unread-dates", Role.DATES, Severity.WARNING),
        ({"dates": ""}, "no-dates", Role.DATES, Severity.WARNING),
        ({"dates": "3 мая 2024 года"}, "outside-period", Role.DATES, Severity.WARNING),
        ({"place": "г. Дубно"}, "unknown-place", Role.PLACE, Severity.WARNING),
        (
            {"participants": "Участники уточняются"},
            "participants-to-be-specified",
            Role.PARTICIPANTS,
            Severity.INFO,
        ),
        ({"participants": "Студенты вуза"}, "no-participant-figure", Role.PARTICIPANTS, Severity.INFO),
        (
            {"participants": "Студенты вуза (5 человек); гости города"},
            "participants-counted-in-part",
            Role.PARTICIPANTS,
            Severity.INFO,
        ),
        (
            {"participants": "5 студентов и 2 педагога"},
            "participants-summed",
            Role.PARTICIPANTS,
            Severity.INFO,
        ),
        ({"title": "Выставка «Центр «Радуга»», «Мост"}, "unclosed-quotes", Role.TITLE, Severity.INFO),
        ({"partner": "соседи"}, "unknown-partner", Role.PARTNER, Severity.WARNING),
        ({"partner": "Тридевятое царство"}, "unknown-place", Role.PARTNER, Severity.WARNING),
        ({"partner": "г. Ставрополь"}, "city-for-region", Role.PARTNER, Severity.INFO),
        (
            {"partner": "Республика Крым", "place": "г. Севастополь"},
            "partner-place-mismatch",
            Role.PLACE,
            Severity.WARNING,
        ),
    ],
)
def test_issue_is_found(
    cells: dict[str, str], code: str, role: Role, severity: Severity, gazetteer: Gazetteer
):
    issues = values_of(gazetteer, **{"dates": "1 октября", "content": WITH_GUESTS, **cells}).issues
    assert [(issue.code, issue.role, issue.severity) for issue in issues] == [(code, role, severity)]


@pytest.mark.parametrize(
    "cells",
    [
        {"partner": "Республика Крым", "place": "г. Симферополь"},
        {"partner": "г. Москва", "place": "г. Смоленск"},
        {"partner": "Субъекты Российской Федерации", "place": "г. Екатеринбург"},
        {"place": "г. Солнечногорск, Московская область"},
        {"partner": "–"},
        {"participants": "Общее количество участников – 60 человек"},
        {"title": "Выставка «Центр «Радуга»»"},
        {"title": "Выставка «Центр «Радуга»"},  # no closing quote of the same drawing is doubled
        {"dates": "октябрь – 15 января 2025 года"},
    ],
)
def test_clear_row_has_no_issues(cells: dict[str, str], gazetteer: Gazetteer):
    assert codes(values_of(gazetteer, **{"dates": "1 октября", "content": WITH_GUESTS, **cells})) == []


def test_plan_without_figures_is_no_issue(gazetteer: Gazetteer):
    values = values_of(
        gazetteer, Kind.INTERREGIONAL_PLAN, dates="1 октября", partner="г. Москва", participants="Студенты"
    )
    assert codes(values) == []


def test_total_is_looked_for_in_the_content_where_participants_have_no_figure(gazetteer: Gazetteer):
    values = values_of(
        gazetteer, participants="Студенты вуза", content="Общее количество участников – 40 человек"
    )
    assert values.counts.participants == 40


def test_issues_keep_the_key_they_have_always_been_stored_under(gazetteer: Gazetteer):
    values = values_of(gazetteer, dates="", content=WITH_GUESTS)
    assert values.to_json()["doubts"] == [{"code": "no-dates", "severity": "warning", "role": "dates"}]


def test_wording_of_every_issue_is_kept_apart(gazetteer: Gazetteer):
    issue = values_of(gazetteer, dates="1 октября", partner="г. Ставрополь").issues[0]
    assert (issue.found, issue.suggestion) == ("г. Ставрополь", "Ставропольский край")


# --- against the careful readers ---------------------------------------------------------------------

_LISTS = ("subjects", "countries", "foreign_regions")
_TARGETS = {
    "start": 1.0,
    "end": 1.0,
    "precision": 0.95,
    "all_subjects": 1.0,
    "mode": 0.95,
    "participants": 0.95,
    "participants_bound": 0.95,
    "audience": 0.95,
    "signed": 0.95,
    "agreed": 0.95,
}


def _read_as_annotated(values: Values, gazetteer: Gazetteer) -> dict[str, object]:
    dates, counts = values.dates, values.counts
    return {
        **dict(zip(_LISTS, lists(values.partners, gazetteer), strict=True)),
        "start": dates.start.isoformat() if dates else None,
        "end": dates.end.isoformat() if dates else None,
        "precision": dates.precision.value if dates else None,
        "all_subjects": values.partners.all_subjects,
        "mode": values.mode.mode.value if values.mode else "in_person",
        "participants": counts.participants,
        "participants_bound": counts.bound.value if counts.bound else None,
        "audience": counts.audience,
        "signed": values.results.signed,
        "agreed": values.results.agreed,
    }


@pytest.fixture(scope="module")
def compared(gazetteer: Gazetteer) -> list[tuple[str, dict, dict]]:
    """(document/row, annotated, read) of every annotated row."""
    annotations = json.loads((REAL / "annotations.json").read_text(encoding="utf-8"))
    pairs = []
    for name, rows in annotations.items():
        document = recognise(read((REAL / f"{name}.txt").read_bytes()))
        assert document.kind is not None
        assert len(document.rows) == len(rows)
        for row in document.rows:
            values = read_values(document.kind, document.period, row.cells, gazetteer)
            pairs.append(
                (f"{name}/{row.number}", rows[str(row.number)], _read_as_annotated(values, gazetteer))
            )
    return pairs


@needs_real
def test_partners_are_those_the_readers_found(compared: list[tuple[str, dict, dict]]):
    right = wrong = missed = 0
    misses = []
    for where, annotated, found in compared:
        for field in _LISTS:
            expected = {fold(name) for name in annotated[field]}
            got = {fold(name) for name in found[field]}
            right, wrong, missed = (
                right + len(expected & got),
                wrong + len(got - expected),
                missed + len(expected - got),
            )
            if expected != got:
                misses.append(f"{where} {field}: missing {expected - got}, extra {got - expected}")
    assert 2 * right / (2 * right + wrong + missed) >= 0.98, "\n".join(misses)


@needs_real
@pytest.mark.parametrize("field", list(_TARGETS))
def test_rows_are_read_as_the_readers_did(field: str, compared: list[tuple[str, dict, dict]]):
    misses = [
        f"{where}: {annotated[field]} read as {found[field]}"
        for where, annotated, found in compared
        if annotated[field] != found[field]
    ]
    assert 1 - len(misses) / len(compared) >= _TARGETS[field], "\n".join(misses)

"""Which documents cover a period, what is lacking, and when two periods may be compared."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from agreements.models import Department, Partner
from events.access import Access
from events.basis.documents import (
    EVERYTHING,
    Basis,
    Document,
    Gap,
    Question,
    Subject,
    basis_of,
    gaps_between,
    read_documents,
)
from events.basis.wording import basis_in_one_sentence, documents_in_words, gaps_in_words, periods_in_words
from events.entries.governing import govern
from events.models import Report, Submission
from events.period import Period
from events.vocabulary import Kind, SectionBasis
from tests.events.cooperation.world import coordinator, make_entry, viewer
from tests.events.cooperation.world import report as whole_report

ABROAD, PLAN = Kind.INTERNATIONAL_REPORT, Kind.INTERNATIONAL_PLAN


def document(code: str, kind: Kind = ABROAD, **values) -> Document:
    return Document(pk=0, kind=kind, period=Period.parse(code), **values)


def basis(code: str, *documents: Document) -> Basis:
    period = Period.parse(code)
    return basis_of(documents, period.start, period.end)


def lacking(gaps: tuple[Gap, ...]) -> list[tuple[Kind, str]]:
    return [(gap.kind, periods_in_words(gap.periods)) for gap in gaps]


def test_periods_covered_by_the_same_kinds_can_be_compared() -> None:
    now = basis("2004", *(document(f"2004-Q{number}") for number in (1, 2, 3, 4)))
    then = basis("2003", *(document(f"2003-Q{number}") for number in (1, 2, 3, 4)))
    assert gaps_between(now, then) == ()


@pytest.mark.parametrize(
    "codes", [["2003"], ["2003-H1", "2003-H2"], ["2003-9M", "2003-Q4"], ["2003-Q1", "2003-Q2", "2003-H2"]]
)
def test_reports_of_any_length_cover_the_same_months(codes: list[str]) -> None:
    now = basis("2004", *(document(f"2004-Q{number}") for number in (1, 2, 3, 4)))
    assert gaps_between(now, basis("2003", *map(document, codes))) == ()


def test_what_either_period_lacks_is_named() -> None:
    now = basis("2004", document("2004-Q1"), document("2004-Q4"), document("2004-H1", PLAN))
    then = basis("2003", document("2003-Q1"), document("2003-Q2"))
    assert lacking(gaps_between(now, then)) == [
        (PLAN, "I полугодие 2003 года"),
        (ABROAD, "IV квартал 2003 года"),
        (ABROAD, "II квартал 2004 года"),
    ]
    assert lacking(gaps_between(now, then, Kind.PLANS)) == [(PLAN, "I полугодие 2003 года")]
    assert gaps_in_words(gaps_between(now, then))[1] == (
        "Отчета о международных мероприятиях за IV квартал 2003 года в реестре нет."
    )


def test_a_report_of_nine_months_lacks_the_last_quarter_alone() -> None:
    now = basis("2004", document("2004"))
    assert lacking(gaps_between(now, basis("2003", document("2003-9M")))) == [
        (ABROAD, "IV квартал 2003 года")
    ]


def test_a_whole_document_answers_for_one_partner_and_not_the_other_way_round() -> None:
    of_partner = {"subject": Subject(partner=7), "about": "Беларусь"}
    now, then = basis("2004-Q1", document("2004-Q1")), basis("2003-Q1", document("2003-Q1", **of_partner))
    assert lacking(gaps_between(now, then)) == [(ABROAD, "I квартал 2003 года")]
    alone = basis("2004-Q1", document("2004-Q1", **of_partner))
    assert lacking(gaps_between(alone, basis("2003-Q1", document("2003-Q1")))) == [
        (ABROAD, "I квартал 2004 года")
    ]
    assert gaps_in_words(gaps_between(alone, basis("2003-Q1"))) == [
        "Отчета о международных мероприятиях (Беларусь) за I квартал 2003 года в реестре нет."
    ]


def test_an_incomplete_document_is_named_with_the_departments_it_waits_for() -> None:
    incomplete = document("2003-Q1", is_complete=False, lacking=("Министерство спорта",))
    now, then = basis("2004-Q1", document("2004-Q1")), basis("2003-Q1", incomplete)
    assert gaps_in_words(gaps_between(now, then)) == [
        "Отчет о международных мероприятиях за I квартал 2003 года неполный: "
        "не представили сведения – Министерство спорта."
    ]
    assert gaps_in_words(then.gaps) == gaps_in_words(gaps_between(now, then))
    both = gaps_between(basis("2004-Q1", document("2004-Q1", is_complete=False)), then)
    assert len(both) == 2


def test_a_period_lacks_what_its_own_kinds_leave_open_up_to_today() -> None:
    found = basis("2003", document("2003-Q1"), document("2003-Q3"), document("2003-H1", PLAN))
    assert lacking(found.gaps) == [
        (PLAN, "II полугодие 2003 года"),
        (ABROAD, "II, IV кварталы 2003 года"),
    ]
    assert basis("2099", document("2099-Q1")).gaps == ()


def test_a_part_of_a_quarter_lacks_the_report_of_it_all() -> None:
    january_to_october = basis_of(
        [document("2003-Q1"), document("2003-H1", PLAN)], date(2003, 1, 1), date(2003, 10, 15)
    )
    assert lacking(january_to_october.gaps) == [
        (PLAN, "II полугодие 2003 года"),
        (ABROAD, "II, III, IV кварталы 2003 года"),
    ]
    now, then = basis("2004-Q1", document("2004", PLAN)), basis("2003-Q1")
    assert lacking(gaps_between(now, then)) == [(PLAN, "I полугодие 2003 года")]


def test_a_report_is_due_when_its_quarter_is_over_and_a_plan_when_its_half_year_has_begun(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("events.basis.documents.timezone.localdate", lambda: date(2003, 8, 20))
    found = basis("2003", document("2003-Q1"), document("2003-H1", PLAN))
    assert lacking(found.gaps) == [(PLAN, "II полугодие 2003 года"), (ABROAD, "II квартал 2003 года")]


def test_a_document_of_one_partner_beside_a_whole_one_asks_for_no_second() -> None:
    of_partner = document("2004-Q1", subject=Subject(partner=7), about="Беларусь")
    now = basis("2004-Q1", document("2004-Q1"), of_partner)
    assert gaps_between(now, basis("2003-Q1", document("2003-Q1"))) == ()
    assert len(gaps_between(now, basis("2003-Q1"))) == 1


def test_documents_are_told_in_one_line_for_each_kind() -> None:
    found = basis(
        "2003..2004", *(document(f"2003-Q{number}") for number in (1, 2, 3, 4)), document("2004-Q2")
    )
    assert documents_in_words(found.documents) == [
        "Отчет о международных мероприятиях: I–IV кварталы 2003 года, II квартал 2004 года"
    ]
    assert basis_in_one_sentence(basis("2003")) == "Документов за этот период в реестре нет."


# --- read from the registry


def incomplete_report(code: str, **values) -> Report:
    return Report.objects.create(
        kind=ABROAD, period_code=code, title="Отчет", basis=SectionBasis.DEPARTMENT, is_whole=False, **values
    )


def read(access: Access, question: Question = Question()) -> list[Document]:  # noqa: B008 # frozen
    return read_documents(access, question, date(2031, 1, 1), date(2031, 12, 31))


@pytest.mark.django_db
def test_departments_that_have_not_answered_are_known_to_the_coordinator() -> None:
    slow, quick = (Department.objects.create(name=f"Министерство {name}") for name in ("долгое", "скорое"))
    told = incomplete_report("2031-Q1")
    make_entry(told, "Ярмарка", "by", department=quick)
    Submission.objects.create(report=told, department=quick, state=Submission.State.HANDED_IN)
    waiting = Submission.objects.create(report=told, department=slow, state=Submission.State.ASKED)
    assert [(one.is_complete, one.lacking) for one in read(coordinator())] == [(False, (slow.name,))]
    assert [(one.is_complete, one.lacking) for one in read(viewer())] == [(False, ())]
    answered = Question(departments=frozenset({quick.pk}))
    assert [one.is_complete for one in read(viewer(), answered)] == [True]
    asked = Question(departments=frozenset({slow.pk}))
    assert [one.is_complete for one in read(viewer(), asked)] == [False]
    waiting.state = Submission.State.NOTHING
    waiting.save()
    assert [one.is_complete for one in read(viewer())] == [True]


@pytest.mark.django_db
def test_a_document_whose_rows_the_reader_may_not_see_is_none_of_his() -> None:
    department = Department.objects.create(name="Министерство пробных дел")
    told = incomplete_report("2031-Q1")
    entry = make_entry(told, "Ярмарка", "by", department=department)
    Submission.objects.create(report=told, department=department, state=Submission.State.ASKED)
    govern([entry.event])
    assert (len(read(coordinator())), len(read(viewer()))) == (1, 0)
    Report.objects.filter(pk=told.pk).update(state=Report.State.APPROVED)
    assert [one.is_complete for one in read(viewer())] == [True]


@pytest.mark.django_db
def test_documents_of_other_partners_and_kinds_are_left_out(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    by, kz = (Partner.objects.get(code=code) for code in ("by", "kz"))
    make_entry(whole_report(ABROAD, "2031-Q1"), "Ярмарка", "by")
    make_entry(whole_report(PLAN, "2031-H1"), "Ярмарка", "by")
    for partner in (by, kz):
        make_entry(incomplete_report("2031-Q2", partner=partner), "Встреча", partner.code)
    access = coordinator()
    with django_assert_num_queries(2):
        assert len(read(access)) == 4
    asked = Question(kinds=frozenset({ABROAD}), partners=frozenset({kz.pk}))
    found = [(one.kind, one.about, one.is_complete) for one in read(access, asked)]
    assert found == [(ABROAD, "", True), (ABROAD, kz.name, False)]


@pytest.mark.django_db
def test_a_document_about_the_partner_asked_about_speaks_of_everything_asked() -> None:
    make_entry(incomplete_report("2031-Q2", partner=Partner.objects.get(code="by")), "Встреча", "by")
    vitebsk = Partner.objects.get(code="by-vitebskaya")
    for partners, subject in (
        ({vitebsk.pk}, EVERYTHING),
        ({vitebsk.pk, vitebsk.parent_id}, EVERYTHING),
        ({vitebsk.parent_id, Partner.objects.get(code="kz").pk}, Subject(partner=vitebsk.parent_id)),
    ):
        (found,) = read(coordinator(), Question(partners=frozenset(partners)))
        assert found.subject == subject

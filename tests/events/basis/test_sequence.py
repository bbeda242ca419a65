"""What lies between the first and the last document of a kind."""

from events.basis.documents import EVERYTHING, Document, Subject
from events.basis.sequence import gaps_in_sequence
from events.period import Period
from events.vocabulary import Kind

PLAN, REPORT = Kind.INTERREGIONAL_PLAN, Kind.INTERREGIONAL_REPORT


def gaps(*documents: tuple[Kind, str] | tuple[Kind, str, Subject], incomplete: str = "") -> list[tuple]:
    known = [
        Document(
            pk=number,
            kind=one[0],
            period=Period.parse(one[1]),
            subject=one[2] if len(one) > 2 else EVERYTHING,
            is_complete=one[1] != incomplete,
        )
        for number, one in enumerate(documents)
    ]
    return [
        (gap.kind, [period.code for period in gap.periods], gap.document is not None)
        for gap in gaps_in_sequence(known)
    ]


def test_one_document_has_no_gap() -> None:
    assert gaps((PLAN, "2024-H1")) == []


def test_each_kind_is_followed_by_itself() -> None:
    found = gaps((REPORT, "2022-Q4"), (PLAN, "2023-H1"), (REPORT, "2023-Q3"), (PLAN, "2024-H1"))
    assert found == [(PLAN, ["2023-H2"], False), (REPORT, ["2023-Q1", "2023-Q2"], False)]


def test_longer_and_shorter_documents_cover_the_same() -> None:
    assert gaps((REPORT, "2022"), (REPORT, "2023-Q1"), (REPORT, "2023-04"), (REPORT, "2023-Q3")) == [
        (REPORT, ["2023-05", "2023-06"], False)
    ]


def test_whole_years_are_years() -> None:
    assert gaps((PLAN, "2015-H1"), (PLAN, "2018-H1")) == [(PLAN, ["2015-H2", "2016", "2017"], False)]


def test_documents_of_one_partner_are_a_sequence_of_their_own() -> None:
    belarus = Subject(partner=1)
    assert gaps((REPORT, "2022", belarus), (REPORT, "2023"), (REPORT, "2024", belarus)) == [
        (REPORT, ["2023"], False)
    ]


def test_a_document_put_together_in_part_is_named_unless_another_covers_it() -> None:
    assert gaps((REPORT, "2023-Q1"), (REPORT, "2023-Q2"), incomplete="2023-Q2") == [
        (REPORT, ["2023-Q2"], True)
    ]
    assert gaps((REPORT, "2023-Q1"), (REPORT, "2023"), incomplete="2023-Q1") == []

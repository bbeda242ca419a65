"""Partners chosen or excluded by hand, besides those the cells name."""

from dataclasses import replace

from events.entries.chosen_partners import correction_key, left_out_codes, with_chosen, with_decisions
from events.models import Entry
from events.period import Period
from events.phrases.issues import Issue
from events.phrases.partner_values import PartnerFound
from events.phrases.values import Values, read_values
from events.vocabulary import Kind, PartnerRole, Role, Severity


def named(code: str, cell: Role = Role.PLACE) -> PartnerFound:
    return PartnerFound(code=code, role=PartnerRole.PLACE, cell=cell, phrase=code, start=0, end=len(code))


def chosen(code: str) -> PartnerFound:
    return PartnerFound(code=code, role=PartnerRole.PARTNER, cell=Role.PARTNER, phrase="", start=0, end=0)


def values(gazetteer: object, *found: PartnerFound) -> Values:
    read = read_values(Kind.INTERREGIONAL_PLAN, Period(2031, "H1"), {}, gazetteer)
    return replace(read, partners=replace(read.partners, found=found))


def codes(values: Values) -> list[str]:
    return [found.code for found in values.partners.found]


def left_out(*found: PartnerFound) -> dict[str, object]:
    return {correction_key(one): {"value": False, "cell": "0", "role": one.cell.value} for one in found}


def test_a_partner_is_left_out_of_the_cell_that_named_it_alone(gazetteer: object) -> None:
    read = values(gazetteer, named("by"), named("by", Role.CONTENT), named("kz"))
    kept = with_decisions(read, left_out(named("by")))
    assert kept.partners.found == (named("by", Role.CONTENT), named("kz"))


def test_a_partner_a_person_chose_is_not_left_out(gazetteer: object) -> None:
    read = values(gazetteer, replace(chosen("by"), cell=Role.PLACE))
    assert with_decisions(read, left_out(named("by"))) == read


def test_other_corrections_leave_partners_alone(gazetteer: object) -> None:
    read = values(gazetteer, named("by"))
    assert with_decisions(read, {"start": {"value": "2031-02-01", "cell": "0"}}) == read


def test_left_out_is_who_no_other_cell_names(gazetteer: object) -> None:
    corrections = {**left_out(named("by"), named("kz")), "mode": {"value": "online", "cell": "0"}}
    assert left_out_codes(corrections, values(gazetteer, named("kz", Role.CONTENT))) == {"by"}


def test_chosen_partners_outlive_reading_the_cells_anew(gazetteer: object) -> None:
    before = values(gazetteer, named("kz"), chosen("by"), chosen("am"))
    entry = Entry(recognised=before.to_json())
    assert codes(with_chosen(entry, values(gazetteer, named("am")))) == ["am", "by"]


def test_an_entry_nothing_was_read_of_has_chosen_nobody(gazetteer: object) -> None:
    read = values(gazetteer, named("by"))
    assert with_chosen(Entry(), read) == read


def mentioned(code: str, cell: Role = Role.CONTENT) -> PartnerFound:
    return replace(named(code, cell), role=PartnerRole.MENTIONED)


def test_a_place_that_is_mentioned_counts_where_a_person_says_so(gazetteer: object) -> None:
    read = values(gazetteer, mentioned("by"), mentioned("kz"))
    left = Issue(code="partner-left-out", severity=Severity.INFO, role=Role.CONTENT, found="by, kz")
    nobody = Issue(code="no-partner-found", severity=Severity.WARNING, found="by, kz")
    read = replace(read, issues=(left, nobody))
    decided = with_decisions(read, {correction_key(mentioned("by")): {"value": True, "cell": "0"}})
    assert [one.role for one in decided.partners.found] == [PartnerRole.PARTICIPANT, PartnerRole.MENTIONED]
    assert decided.issues == (replace(left, found="kz"),)
    assert with_decisions(decided, {}) == decided

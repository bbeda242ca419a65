"""Rows of two versions are paired by what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.resolving.pairing import Pairing, Side, pair

TITLES = (
    "Выставка «Осенний сад»",
    "Конкурс юных чтецов «Живое слово»",
    "Рабочая встреча руководителей музеев",
    "Турнир по настольному теннису",
    "Семинар для библиотекарей",
    "Заседание рабочей группы по туризму",
)


def side(title: str, dates: str = "май 2025 года", section: str = "а", **cells: str) -> Side:
    return Side(section, {"title": title, "dates": dates, **cells}, {})


def test_equal_rows_pair_whatever_their_order() -> None:
    old = [side(title) for title in TITLES[:3]]
    paired = pair([old[2], old[0], old[1]], old)
    assert paired == Pairing(equal=((0, 2), (1, 0), (2, 1)), changed=(), new=(), missing=())


def test_white_space_makes_no_difference() -> None:
    assert pair([side("Выставка  «Осенний\nсад» ")], [side("Выставка «Осенний сад»")]).equal == ((0, 0),)


def test_words_run_together_are_a_difference() -> None:
    assert pair([side("Осенний сад")], [side("Осеннийсад")]).changed == ((0, 0),)


@pytest.mark.parametrize("extra", [{"Бюджет": "2"}, {"Смета": "1"}, {}])
def test_rows_that_differ_in_a_further_column_alone_are_changed(extra: dict[str, str]) -> None:
    old = Side("а", {"title": TITLES[0]}, {"Бюджет": "1"})
    paired = pair([Side("а", {"title": TITLES[0]}, extra)], [old])
    assert (paired.equal, paired.changed) == ((), ((0, 0),))


def test_white_space_in_a_further_column_makes_no_difference() -> None:
    spaced = Side("а", {"title": TITLES[0]}, {"Бюджет  области": "1 "})
    assert pair([spaced], [Side("а", {"title": TITLES[0]}, {"Бюджет области": "1"})]).equal == ((0, 0),)


def test_deleting_one_row_changes_no_other() -> None:
    old = [side(title) for title in TITLES]
    paired = pair(old[:2] + old[3:], old)
    assert (len(paired.equal), paired.changed, paired.new, paired.missing) == (5, (), (), (2,))


def test_a_row_moved_in_time_keeps_its_entry() -> None:
    paired = pair([side(TITLES[0], "июнь 2025 года")], [side(TITLES[1]), side(TITLES[0])])
    assert (paired.changed, paired.missing) == (((0, 1),), (0,))


def test_a_reworded_title_with_the_same_dates_and_partner_keeps_its_entry() -> None:
    old = side("Рабочая встреча руководителей музеев", partner="Тверская область")
    new = side("Рабочая встреча директоров музеев", partner="Тверская область")
    assert pair([new], [old]).changed == ((0, 0),)


@pytest.mark.parametrize("role", ["agreement", "place"])
def test_without_a_partner_its_agreement_or_place_keeps_the_entry(role: str) -> None:
    old = side("абвгдежзик", **{role: "Тверь"})
    assert pair([side("абвгде0123", **{role: "Тверь"})], [old]).changed == ((0, 0),)
    assert pair([side("абвгде0123", **{role: "0000"})], [old]).changed == ()


def test_two_different_events_of_a_day_are_not_one() -> None:
    paired = pair([side(TITLES[3])], [side(TITLES[4])])
    assert (paired.new, paired.missing) == ((0,), (0,))


def test_a_row_that_moved_to_another_section_is_changed() -> None:
    assert pair([side(TITLES[0], section="б")], [side(TITLES[0], section="а")]).changed == ((0, 0),)


def test_a_column_one_version_lacks_is_an_empty_cell() -> None:
    lacking, empty = Side("б", {"title": TITLES[0]}, {}), side(TITLES[0], dates="", section="а")
    assert pair([lacking], [empty]).changed == ((0, 0),)
    lacking, empty = Side("б", {"dates": "май"}, {}), side("", "май", "а")
    assert pair([lacking], [empty]).changed == ((0, 0),)


def test_of_a_reworded_row_a_column_one_version_lacks_is_an_empty_cell() -> None:
    for role in ("partner", "place"):
        old = side("абвгдежзик", dates="", **{role: ""})
        assert pair([Side("а", {"title": "абвгде0123"}, {})], [old]).changed == ((0, 0),)
    assert pair([Side("а", {"dates": "май"}, {})], [side("", dates="0000")]).changed == ((0, 0),)


def test_a_row_of_another_section_and_other_dates_is_new() -> None:
    paired = pair([side(TITLES[0], "июнь 2025 года", "б")], [side(TITLES[0], section="а")])
    assert (paired.new, paired.missing) == ((0,), (0,))


def test_twins_pair_in_order() -> None:
    twins = [side(TITLES[0]), side(TITLES[0])]
    assert pair(twins, twins).equal == ((0, 0), (1, 1))


def test_the_better_of_two_candidates_wins() -> None:
    old = [side("Семинар для библиотекарей районов", "1 мая"), side("Семинар для библиотекарей сёл", "2 мая")]
    new = [side("Семинар для библиотекарей сел области", "2 мая")]
    assert pair(new, old).changed == ((0, 1),)


@pytest.mark.parametrize(
    ("title", "dates", "is_paired"),
    [
        ("абвгдежзик", "1", True),  # the title alone weighs the threshold
        ("абвгдежзил", "1", False),
        ("абвгде" + "0123", "май", True),  # reworded, its dates and partner the same: 72 of 100
        ("абвгд" + "01234", "май", False),  # 65 of 100
    ],
)
def test_rows_pair_from_a_likeness_of_seventy(title: str, dates: str, is_paired: bool) -> None:
    old = side("абвгдежзик", "май", partner="Тверь")
    new = side(title, dates, partner="Тверь" if dates == "май" else "0000")
    assert pair([new], [old]).changed == (((0, 0),) if is_paired else ())


@pytest.mark.parametrize("differing", ["dates", "partner"])
def test_dates_and_partner_make_up_for_a_title_no_further_than_they_weigh(differing: str) -> None:
    cells = {"dates": "май", "partner": "Тверь"}
    old = Side("а", {"title": "абвгдежзик", **cells}, {})
    new = Side("а", {"title": "абвгде0123", **cells, differing: "0000"}, {})
    assert pair([new], [old]).changed == ()


def test_one_old_row_is_paired_with_the_more_like_of_two_new() -> None:
    old = side("Семинар для библиотекарей района")
    new = [side("Семинар для библиотекарей города"), side("Семинар для библиотекарей районов")]
    assert pair(new, [old]) == Pairing(equal=(), changed=((1, 0),), new=(0,), missing=())


def test_of_equally_like_rows_the_nearest_pair() -> None:
    twin = side("Семинар для библиотекарей района")
    new = [side(TITLES[0]), side(TITLES[3]), side("Семинар для библиотекарей города")]
    assert pair(new, [twin, side(TITLES[3]), twin, side(TITLES[0])]).changed == ((2, 2),)
    assert pair(new[::-1], [twin, side(TITLES[3]), twin]).changed == ((0, 0),)


sides = st.builds(
    side,
    st.sampled_from(TITLES),
    st.sampled_from(["май 2025 года", "1 июня 2025 года"]),
    st.sampled_from(["а", "б"]),
)


@given(new=st.lists(sides, max_size=6), old=st.lists(sides, max_size=6))
def test_every_row_of_both_versions_is_accounted_for_once(new: list[Side], old: list[Side]) -> None:
    paired = pair(new, old)
    lefts = [left for left, _right in (*paired.equal, *paired.changed)]
    rights = [right for _left, right in (*paired.equal, *paired.changed)]
    assert sorted([*lefts, *paired.new]) == list(range(len(new)))
    assert sorted([*rights, *paired.missing]) == list(range(len(old)))

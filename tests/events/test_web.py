"""Pagination by any page number, and downloads."""

import pytest
from django.test import RequestFactory

from events import web
from events.web import BoundedPaginator, Listing, download


class Numbers(Listing):
    paginate_by = 2


@pytest.mark.parametrize(
    ("page", "shown"), [("", [1, 2]), ("2", [3, 4]), ("99", [5]), ("0", [5]), ("-1", [5]), ("x", [1, 2])]
)
def test_any_page_number_shows_a_page(page: str, shown: list[int]) -> None:
    view = Numbers()
    view.setup(RequestFactory().get("/", {"page": page}))
    _paginator, _page, numbers, has_others = view.paginate_queryset([1, 2, 3, 4, 5], 2)
    assert (list(numbers), has_others) == (shown, True)


@pytest.fixture
def long_list(monkeypatch: pytest.MonkeyPatch) -> BoundedPaginator:
    """Of 25 records, of which ten are counted."""
    monkeypatch.setattr(web, "MOST_COUNTED", 10)
    return BoundedPaginator(list(range(1, 26)), 4)


def test_a_long_list_is_counted_in_part(long_list: BoundedPaginator) -> None:
    assert (long_list.count, long_list.is_bounded) == (10, True)


@pytest.mark.parametrize(
    ("number", "shown", "has_next"),
    [
        ("", [1, 2, 3, 4], True),
        ("2", [5, 6, 7, 8], True),
        ("3", [9, 10, 11, 12], True),  # the last of those counted
        ("6", [21, 22, 23, 24], True),
        ("7", [25], False),
        ("8", [25], False),
        ("0", [25], False),
        ("9" * 40, [25], False),
    ],
)
def test_pages_go_on_where_counting_ends(
    number: str, shown: list[int], has_next: bool, long_list: BoundedPaginator
) -> None:
    page = long_list.get_page(number)
    assert (page.object_list, page.has_next()) == (shown, has_next)
    assert page.next_page_number() - 1 == page.number == page.previous_page_number() + 1


def test_a_page_that_was_not_counted_offers_those_before_it(long_list: BoundedPaginator) -> None:
    gap = long_list.ELLIPSIS
    assert list(long_list.get_elided_page_range(7)) == [1, gap, 5, 6, 7]
    assert list(long_list.get_elided_page_range(2)) == [1, 2, 3]


def test_a_list_that_is_counted_whole_is_as_any(long_list: BoundedPaginator) -> None:
    short = BoundedPaginator([1, 2, 3, 4, 5], 4)
    assert (short.count, short.is_bounded, short.get_page("9").object_list) == (5, False, [5])
    assert BoundedPaginator([1, 2], 4, counted=11).is_bounded


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("a.csv", "", "text/csv; charset=utf-8"),
        ("a.exe", "", "application/octet-stream"),
        ("a", "", "application/octet-stream"),
        ("a.csv", "application/octet-stream", "application/octet-stream"),
    ],
)
def test_a_download_is_of_the_type_of_its_name(name: str, given: str, expected: str) -> None:
    response = download(b"1", name, given)
    assert response["Content-Type"] == expected
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment")

"""Pagination by any page number, and downloads."""

import pytest
from django.test import RequestFactory

from events.web import Listing, download


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

"""What is accepted as a request body."""

import io

import pytest
from rest_framework.exceptions import ParseError

from events.api.parsers import MAX_BODY_BYTES, RequestTooLarge, StrictJSONParser


def parse(data: bytes) -> dict:
    return StrictJSONParser().parse(io.BytesIO(data))


def test_an_object_is_parsed() -> None:
    assert parse('{"title": "Ярмарка", "count": 7}'.encode()) == {"title": "Ярмарка", "count": 7}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'"text"',
        b"{",
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": "\\u0000"}',
        b'{"a": "\\ud800"}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": ' * 100_000,
        '{"a": "я"}'.encode("cp1251"),
    ],
    ids=lambda data: repr(data[:20]),
)
def test_what_cannot_be_stored_is_refused(data: bytes) -> None:
    with pytest.raises(ParseError):
        parse(data)


def test_a_body_over_the_limit_is_refused() -> None:
    text = b'{"a": "' + b"x" * (MAX_BODY_BYTES - 9) + b'"}'
    assert len(text) == MAX_BODY_BYTES
    assert len(parse(text)["a"]) == MAX_BODY_BYTES - 9
    with pytest.raises(RequestTooLarge):
        parse(text + b" ")

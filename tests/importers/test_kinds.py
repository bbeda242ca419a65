"""Each example of docs/reading.md is read as the page says, or said; no other way of reading is silent."""

from collections.abc import Iterator

import pytest

from tests.importers.kinds import KINDS
from tests.importers.kinds.model import Example, Field
from tests.importers.kinds.page import PAGE, page
from tests.importers.kinds.reading import reading


def examples() -> Iterator[object]:
    for kind in KINDS:
        for example in kind.examples:
            yield pytest.param(kind.field, example, id=f"{kind.field}: {example.text[:40]}")


@pytest.mark.parametrize(("field", "example"), list(examples()))
def test_an_example_is_read_as_the_page_says(field: Field, example: Example) -> None:
    read, codes = reading(field, example.text)
    assert read == example.right
    assert not example.said or example.said in codes


def test_the_page_is_written_from_the_examples() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_kinds_are_many_and_none_stands_twice() -> None:
    names = [(kind.part, kind.name) for kind in KINDS]
    assert len(set(names)) == len(names) >= 40
    assert sum(len(kind.examples) for kind in KINDS) >= 150


def test_what_is_not_read_is_said() -> None:
    """Only of a result may nothing be the right answer, as most rows have none."""
    for kind in KINDS:
        if kind.field not in (Field.RESULT, Field.PLANNED_RESULT):
            assert all(example.right or example.said for example in kind.examples), kind.name

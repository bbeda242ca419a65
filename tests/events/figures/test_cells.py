"""Numbers with the lists they count."""

from events.figures.cells import FigureCell


def test_a_number_is_written_with_spaces_and_its_aside_in_brackets() -> None:
    cell = FigureCell(value=15395, aside="по 2 строкам из 3")
    assert (cell.words, cell.whole) == (
        "15\N{NO-BREAK SPACE}395",
        "15\N{NO-BREAK SPACE}395 (по 2 строкам из 3)",
    )


def test_a_text_goes_before_the_number() -> None:
    assert FigureCell(value=15395, text="не менее 15 395").whole == "не менее 15 395"

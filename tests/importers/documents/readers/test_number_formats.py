"""A cell of a workbook has the text that Excel shows, by the format of its number."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from importers.documents.grid import Grid
from importers.documents.readers import read
from importers.documents.readers.xlsx.number_format import section_of, show
from tests.importers.documents.readers.docx_builder import texts

NB = "\u00a0"

# The format as the file stores it, the number, what Excel shows in Russian, and the codes of what is said
SHOWN = [
    ('# ##0" чел."', 1234, "1 234 чел.", []),
    ('# ##0" чел."', 120, "120 чел.", []),
    ('#,##0" чел."', 1234, f"1{NB}234 чел.", []),
    ('#,##0" чел."', 1234567, f"1{NB}234{NB}567 чел.", []),
    ('0" тыс."', 12, "12 тыс.", []),
    ('0.0" тыс. чел."', 1.2, "1,2 тыс. чел.", []),
    ('0," тыс. чел."', 12000, "12 тыс. чел.", []),
    ('0.0,," млн"', 1500000, "1,5 млн", []),
    ('0" тыс."', 1.5, "2 тыс.", ["rounded-number"]),
    ('"более "0', 500, "более 500", []),
    ('"не менее "# ##0" человек"', 1500, "не менее 1 500 человек", []),
    (r"0\ \ч\е\л\.", 45, "45 чел.", []),
    ('0 "участников";;"нет"', 0, "нет", []),
    ('0" чел.";[Red]-0" чел."', -3, "-3 чел.", []),
    ('[=1]0" человек";0" человека"', 1, "1 человек", []),
    ('[=1]0" человек";0" человека"', 3, "3 человека", []),
    ('[>=1000]# ##0" чел.";0" чел."', 999, "999 чел.", []),
    ("0%", 0.5, "50%", []),
    ("0.0%", 0.125, "12,5%", []),
    ("0%", 0.456, "46%", ["rounded-number"]),
    ("0.00", 3.5, "3,50", []),
    ("000", 7, "007", []),
    ('"№ "0', 14, "№ 14", []),
    ("#,##0.00[$₽-419]", 1234.5, f"1{NB}234,50₽", []),
    (r"#,##0\ _р_.", 45296, f"45{NB}296", []),
    ('0 "дней"', 45296, "45296 дней", []),
    ("General", 45296, "45296", []),
    ('General" чел."', 45, "45 чел.", []),
    ('Основной" чел."', 45, "45 чел.", []),
    ("@", 45, "45", []),
    ("# ?/?", 0.5, "0.5", ["number-format-unread"]),
    ("0.00E+00", 12345, "12345", ["number-format-unread"]),
    (";;;", 45, "45", ["number-format-unread"]),
    ("dd.mm.yyyy", 45366, "15.03.2024", []),
    ('dd.mm.yyyy" г."', 45366, "15.03.2024 г.", []),
    ('d mmmm yyyy" г."', 45366, "15 марта 2024 г.", []),
    (r"[$-FC19]dd\ mmmm\ yyyy\ \г\.;@", 45366, "15 марта 2024 г.", []),
    ("d mmmm", 45366, "15 марта 2024", []),
    (r"[$-419]mmmm\ yyyy;@", 45352, "март 2024 года", []),
    ("mmm yy", 45352, "март 2024 года", []),
    ("dd.mm", 45366, "15.03.2024", []),
    ("m/d/yyyy", 45355, "04.03.2024", []),
    ("dd.mm.yyyy hh:mm", 45366.4375, "15.03.2024 10:30", []),
    ('d mmmm yyyy", "h:mm', 45366.4375, "15 марта 2024, 10:30", []),
    ('"с "dd.mm.yyyy', 45366, "с 15.03.2024", []),
    ('"до "d mmmm yyyy', 45366, "до 15 марта 2024", []),
    ("dddd, d mmmm yyyy", 45366, "пятница, 15 марта 2024", []),
    ("hh:mm", 0.4375, "10:30", []),
    ("[h]:mm", 1.5, "36:00", []),
]


def grid_of(code: str, value: object) -> Grid:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet["A1"] = value
    sheet["A1"].number_format = code
    stream = io.BytesIO()
    workbook.save(stream)
    return read(stream.getvalue())


@pytest.mark.parametrize(("code", "value", "shown", "said"), SHOWN)
def test_a_number_is_read_as_it_is_shown(code: str, value: float, shown: str, said: list[str]) -> None:
    grid = grid_of(code, value)
    assert texts(grid.tables[0]) == [[shown]]
    assert [issue.code for issue in grid.issues] == said


@given(
    st.integers(-(10**14), 10**14),
    st.sampled_from(["0", "# ##0", "#,##0", '#,##0" чел."', "0.00", "# # # 0"]),
)
def test_no_digit_is_lost(number: int, code: str) -> None:
    section, amount = section_of(code, number)
    shown = show(section, amount)
    assert shown is not None
    digits = "".join(sign for sign in shown[0].partition(",")[0] if sign in "-0123456789")
    assert (int(digits), shown[1]) == (number, False)

"""The reader of the reviewed data and what it says of a bad file."""

import pytest

from agreements.reference.read import PartnerRow, partners
from agreements.reference.table import ReferenceFileError, read_table

HEADER = ",".join(PartnerRow.__dataclass_fields__)
GOOD = "ru-99,subject,,А,А,А,А,А,А,,,,,,,,,,"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (GOOD.replace("subject", "planet"), "column kind: 'planet' is no kind of partner"),
        (GOOD.replace("ru-99", "RU 99"), "column code: 'RU 99' is not made of a-z, 0-9 and single hyphens"),
        (GOOD.replace("subject,,А,А", "subject,,А,"), "column name_gen: is empty"),
        (GOOD.replace("А,А,А,,", "А,А,А,Б,"), "column official_gen: is empty while other cases"),
        (GOOD + "б||в", "column aliases: 'б||в' holds an empty or unstripped value"),
        (GOOD + "б|б", "column aliases: 'б|б' holds a value twice"),
        (GOOD + " б", "column aliases: ' б' begins or ends with a space"),
    ],
)
def test_a_bad_partner_names_file_line_and_column(tmp_path, line, message):
    (tmp_path / "subjects.csv").write_text(
        f"{HEADER}\n{GOOD.replace('99', '98')}\n{line}\n", encoding="utf-8"
    )
    with pytest.raises(ReferenceFileError) as caught:
        list(partners(tmp_path))
    assert str(caught.value).startswith(f"subjects.csv, line 3, {message}")


def test_a_code_is_taken_once_in_all_files(tmp_path):
    for name in ("subjects.csv", "cities.csv"):
        (tmp_path / name).write_text(f"{HEADER}\n{GOOD}\n", encoding="utf-8")
    with pytest.raises(
        ReferenceFileError, match=r"cities.csv, line 2, column code: 'ru-99' is there already"
    ):
        list(partners(tmp_path))


def test_other_columns_are_refused(tmp_path):
    path = tmp_path / "subjects.csv"
    path.write_text("code,name\n", encoding="utf-8")
    with pytest.raises(ReferenceFileError, match=r"subjects.csv, line 1: the columns are \['code', 'name'\]"):
        list(partners(tmp_path))


def test_a_row_with_too_few_cells_is_refused(tmp_path):
    path = tmp_path / "some.csv"
    path.write_text("code,name\na,b\nc\n", encoding="utf-8")
    with pytest.raises(ReferenceFileError, match=r"some.csv, line 3: 1 cells for 2 columns"):
        list(read_table(path, ("code", "name")))


def test_all_partner_files_are_there():
    codes = {row.code for row in partners()}
    assert {"by", "ru-fd-central", "ru-67", "by-vitebskaya", "ru-67-vyazma", "by-orsha", "cis"} <= codes

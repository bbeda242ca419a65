"""The proof of a region's file."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

HERE = Path(__file__).parent


def test_every_case_is_shown_and_a_doubtful_name_is_marked(tmp_path: Path) -> None:
    shown = StringIO()
    path = tmp_path / "region.toml"
    text = 'region = "ru-16"\n[[departments]]\ncode = "head"\nname = "Раис Республики Татарстан"\n'
    path.write_text(text, encoding="utf-8")
    call_command("check_region", path, stdout=shown)
    call_command("check_region", HERE / "ru-78.toml", stdout=shown)
    lines = shown.getvalue().split("\n\n")
    assert lines[0].count("Раис Республики Татарстан") == 6
    assert len(lines[0].splitlines()) == 1 + 1 + 5 + 1  # the blank line, the name, its cases, the doubt
    assert lines[2].splitlines()[1].endswith("Комитета по внешним связям Санкт-Петербурга")
    assert len(lines[2].splitlines()) == 1 + 5


def test_a_wrong_file_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.toml: No such file"):
        call_command("check_region", tmp_path / "none.toml")

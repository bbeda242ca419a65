"""A password is looked for in the office's own list of breached ones."""

import hashlib
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from coopregistry.account.breached_passwords import BreachedPasswordValidator, _is_listed


def digest(password: str) -> str:
    return hashlib.sha1(password.encode()).hexdigest().upper()


def write(path: Path, passwords: set[str], end: str = "\r\n", last: str = "\r\n") -> None:
    lines = sorted(f"{digest(password)}:{len(password)}" for password in passwords)
    path.write_bytes((end.join(lines) + (last if lines else "")).encode())


@given(
    listed=st.sets(st.text(max_size=8), max_size=30),
    others=st.sets(st.text(max_size=8), max_size=30),
    end=st.sampled_from(["\n", "\r\n"]),
    ended=st.booleans(),
)
def test_all_that_are_listed_are_found_and_no_other(
    listed: set[str], others: set[str], end: str, ended: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        write(path, listed, end, end if ended else "")
        found = {password for password in listed | others if _is_listed(password, str(path))}
    assert found == listed


def test_a_breached_password_cannot_be_chosen(tmp_path: Path, settings: Any) -> None:
    settings.BREACHED_PASSWORDS = str(tmp_path / "list")
    write(tmp_path / "list", {"лошадь скоба батарея", "another"})
    with pytest.raises(ValidationError) as refused:
        validate_password("лошадь скоба батарея")
    assert [error.code for error in refused.value.error_list] == ["password_is_breached"]
    validate_password("лошадь скоба стол")


def test_without_a_list_nothing_is_compared(settings: Any) -> None:
    assert settings.BREACHED_PASSWORDS == ""
    BreachedPasswordValidator().validate("another")


def test_a_list_that_cannot_be_read_is_told_at_the_start(tmp_path: Path, settings: Any) -> None:
    settings.BREACHED_PASSWORDS = str(tmp_path / "gone")
    assert [(one.id, one.hint) for one in run_checks() if one.id == "registry.E006"] == [
        ("registry.E006", str(tmp_path / "gone"))
    ]
    BreachedPasswordValidator().validate("another")

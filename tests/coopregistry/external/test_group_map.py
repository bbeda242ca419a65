"""The file of groups is read strictly: a slip in it would give rights or keep them back."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from coopregistry.external.group_map import GroupMap, read_group_map

GOOD = """
[roles]
"Registry-Admins" = "administrator"
editors = "editor"
[departments]
culture = "Министерство культуры"
"""


def written(folder: Path, text: str) -> str:
    file = folder / "groups.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_groups_give_roles_and_departments_whatever_their_case(tmp_path: Path) -> None:
    known = read_group_map(written(tmp_path, GOOD))
    assert known.roles_of(["registry-admins", "/Editors", "others"]) == {"administrator", "editor"}
    assert known.departments_of(["CULTURE"]) == {"Министерство культуры"}


def test_without_a_file_nothing_is_given() -> None:
    assert read_group_map("") == GroupMap()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[roles]\na = "admin"', r"no such roles \['admin'\], there are administrator, coordinator"),
        ('[rols]\na = "editor"', r"unknown tables \['rols'\]"),
        ("[roles", "SIGN_IN_GROUPS"),
    ],
)
def test_a_wrong_file_is_refused_with_words(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        read_group_map(written(tmp_path, text))


def test_a_missing_file_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="/nowhere"):
        read_group_map("/nowhere")

"""What is vendored is what the packages hold, and asks nothing of the internet."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import vendored

STATIC = vendored.ROOT / "static"
SHEETS = sorted(STATIC.rglob("*.css"))
_ADDRESS = re.compile(r"""(?:url\(\s*|@import\s+)["']?(?P<address>[^"')\s]+)""")


def test_vendored_files_are_those_of_their_packages() -> None:
    assert list(vendored.differences()) == []


def test_every_vendored_package_comes_with_its_licence() -> None:
    for package in vendored.packages():
        assert any(file["file"].startswith("LICENSE") for file in package["files"]), package["package"]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_style_sheet_asks_nothing_of_the_internet(sheet: Path) -> None:
    outside = [
        address
        for address in _ADDRESS.findall(sheet.read_text(encoding="utf-8"))
        if address.startswith(("http:", "https:", "//"))
    ]
    assert outside == []


@pytest.mark.parametrize("script", sorted((STATIC / "coopregistry").glob("*.js")), ids=lambda path: path.name)
def test_own_script_names_no_outside_address(script: Path) -> None:
    named = re.findall(r"""(?:https?:|["'`])//[^"'`\s]*""", script.read_text(encoding="utf-8"))
    assert [address for address in named if address != "http://www.w3.org/2000/svg"] == []


def test_static_files_can_be_collected_for_production(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").is_file()

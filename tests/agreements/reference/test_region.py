"""A region's file is read as a whole, or says in words where it is wrong."""

from pathlib import Path

import pytest

from agreements.reference.region import (
    REGIONS,
    Region,
    RegionFileError,
    SphereEntry,
    Terms,
    problem_of,
    read_region,
)

GOOD = 'region = "ru-27"\n'
BODY = '[[departments]]\ncode = "sport"\nname = "Министерство спорта"\n'


def read(folder: Path, text: str) -> Region:
    path = folder / "region.toml"
    path.write_text(text, encoding="utf-8")
    return read_region(path)


@pytest.mark.parametrize("path", sorted(REGIONS.iterdir()), ids=lambda path: path.stem)
def test_a_file_that_comes_with_the_registry_is_that_of_the_region_it_is_named_by(path: Path) -> None:
    assert problem_of(path, path.stem) == ""


def test_what_is_left_out_is_custom_or_made(tmp_path: Path) -> None:
    region = read(tmp_path, GOOD + BODY + '[[spheres]]\ncode = "sport"\nname = "Спорт"\n')
    (body,) = region.departments
    assert (body.short_name, body.order, dict(body.cases)) == ("Министерство спорта", 10, {})
    assert region.terms == Terms(plan_days_before=10, report_days_after=5, report_cut_off_day=20)
    assert region.spheres == (SphereEntry(code="sport", name="Спорт", order=10, wordings=()),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "region.toml, region: is missing or empty"),
        (GOOD + "bodies = 1", "region.toml, bodies: there is no such key here, only region, terms,"),
        (
            GOOD + "[terms]\nreport_cut_off_day = 32",
            "region.toml, terms, report_cut_off_day: 32 is not a whole",
        ),
        (GOOD + "[departments]\ncode = 1", "region.toml, departments: each entry stands under a line [[dep"),
        (GOOD + '[[departments]]\ncode = "a"', "region.toml, departments 1, name: is missing or empty"),
        (
            GOOD + BODY.replace('"sport"', '"Sport"'),
            "region.toml, departments 1 (“Министерство спорта”), code: “Sport” is not made of a-z",
        ),
        (
            GOOD + BODY + BODY,
            "region.toml, departments 2 (“Министерство спорта”), name: “Министерство спорта” st",
        ),
        (
            GOOD + BODY + 'in_force_from = "2031"',
            "region.toml, departments 1 (“Министерство спорта”), in_force_",
        ),
        (
            GOOD + BODY + 'cases = { genitiv = "а" }',
            "region.toml, departments 1 (“Министерство спорта”), cases, g",
        ),
        (
            GOOD + BODY + 'wordings = ["а", "а"]',
            "region.toml, departments 1 (“Министерство спорта”), wordings: ho",
        ),
        (
            GOOD + BODY + '[[successions]]\nfrom = "sport"\nto = "youth"',
            "region.toml, successions 1, to: “youth” is no code of a department",
        ),
        (GOOD + "name = ", "region.toml: Invalid value (at end of document)"),
    ],
)
def test_a_slip_is_told_by_its_entry_and_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RegionFileError) as wrong:
        read(tmp_path, text)
    assert str(wrong.value).startswith(message)


def test_a_file_of_another_region_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "region.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert problem_of(path, "ru-67") == "region.toml: it is the file of ru-27, the registry is kept by ru-67"
    assert problem_of(tmp_path / "none.toml", "ru-67").endswith("none.toml: No such file or directory")

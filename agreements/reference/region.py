"""A region's own file: executive bodies, spheres and terms (no Django). docs/region-file.md describes it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from .entries import FileEntry, RegionFileError, check_code, check_names

REGIONS = Path(__file__).parent / "regions"
CASES: Final = ("genitive", "dative", "accusative", "instrumental", "prepositional")
_STEP = 10  # between the orders of two entries, so that one can be put between them by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """By when bodies hand in, and what a quarter's report still tells of; the defaults are custom."""

    plan_days_before: int = 10  # of the period's first day
    report_days_after: int = 5  # of its last day
    report_cut_off_day: int = 20  # of a quarter's last month


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentEntry:
    code: str
    name: str
    short_name: str
    cases: Mapping[str, str]  # those the rules would make wrong
    order: int
    in_force_from: date | None
    in_force_to: date | None
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionEntry:
    predecessor: str  # key «from»
    successor: str  # key «to»
    date: date | None
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SphereEntry:
    code: str
    name: str
    order: int
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """What a region's file holds; nothing at all where the region has none."""

    code: str
    terms: Terms = Terms()
    departments: tuple[DepartmentEntry, ...] = ()
    successions: tuple[SuccessionEntry, ...] = ()
    spheres: tuple[SphereEntry, ...] = ()


def bundled_file(code: str) -> Path | None:
    """The file of this region that comes with the registry, if one does."""
    path = REGIONS / f"{code}.toml"
    return path if path.exists() else None


def read_region(path: Path) -> Region:
    """RegionFileError, naming file and entry, where it cannot be read as a whole."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RegionFileError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RegionFileError(f"{path.name}: the text is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise RegionFileError(f"{path.name}: {error}") from error
    whole = FileEntry(path.name, content)
    whole.allow("region", "terms", "departments", "successions", "spheres")
    departments = tuple(_departments(whole))
    return Region(
        code=whole.required("region"),
        terms=_terms(whole),
        departments=departments,
        successions=tuple(_successions(whole, {one.code for one in departments})),
        spheres=tuple(_spheres(whole)),
    )


def _terms(whole: FileEntry) -> Terms:
    custom = Terms()
    terms = whole.table("terms")
    terms.allow("plan_days_before", "report_days_after", "report_cut_off_day")
    return Terms(
        plan_days_before=terms.number("plan_days_before", custom.plan_days_before, most=366),
        report_days_after=terms.number("report_days_after", custom.report_days_after, most=366),
        report_cut_off_day=terms.number("report_cut_off_day", custom.report_cut_off_day, least=1, most=31),
    )


def _departments(whole: FileEntry) -> Iterator[DepartmentEntry]:
    seen: set[str] = set()
    entries = list(whole.several("departments"))
    check_names(entries)
    for position, entry in enumerate(entries, start=1):
        entry.allow(
            *("code", "name", "short_name", "cases", "order", "in_force_from", "in_force_to", "wordings")
        )
        cases = entry.table("cases")
        cases.allow(*CASES)
        start, end = entry.day("in_force_from"), entry.day("in_force_to")
        if start and end and start > end:
            raise entry.error("in_force_to", "is before in_force_from")
        yield DepartmentEntry(
            code=check_code(entry, seen),
            name=entry.required("name"),
            short_name=entry.text("short_name") or entry.required("name"),
            cases={case: cases.required(case) for case in CASES if case in cases.content},
            order=entry.number("order", position * _STEP, most=100_000),
            in_force_from=start,
            in_force_to=end,
            wordings=entry.texts("wordings"),
        )


def _successions(whole: FileEntry, codes: set[str]) -> Iterator[SuccessionEntry]:
    for entry in whole.several("successions"):
        entry.allow("from", "to", "date", "act")
        for key in ("from", "to"):
            if entry.required(key) not in codes:
                raise entry.error(key, f"“{entry.text(key)}” is no code of a department")
        if entry.text("from") == entry.text("to"):
            raise entry.error("to", "is the same body as “from”")
        yield SuccessionEntry(
            predecessor=entry.text("from"),
            successor=entry.text("to"),
            date=entry.day("date"),
            act=entry.text("act"),
        )


def _spheres(whole: FileEntry) -> Iterator[SphereEntry]:
    seen: set[str] = set()
    entries = list(whole.several("spheres"))
    check_names(entries)
    for position, entry in enumerate(entries, start=1):
        entry.allow("code", "name", "order", "wordings")
        yield SphereEntry(
            code=check_code(entry, seen),
            name=entry.required("name"),
            order=entry.number("order", position * _STEP, most=100_000),
            wordings=entry.texts("wordings"),
        )


def problem_of(path: Path, code: str) -> str:
    """What keeps this file from being that region's; empty if nothing."""
    try:
        region = read_region(path)
    except RegionFileError as error:
        return str(error)
    if region.code != code:
        return f"{path.name}: it is the file of {region.code}, the registry is kept by {code or 'nobody'}"
    return ""

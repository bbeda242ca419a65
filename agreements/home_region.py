"""What the file of the home region says: settings.REGION_FILE, or the one that comes with the registry."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from .reference.region import Region, RegionFileError, Terms, bundled_file, problem_of, read_region


def region_file() -> Path | None:
    """None where the region has no file: its bodies and spheres are then entered in the registry."""
    return Path(settings.REGION_FILE) if settings.REGION_FILE else bundled_file(settings.HOME_SUBJECT)


def home_region() -> Region:
    """RegionFileError where the file is not that of HOME_SUBJECT."""
    path = region_file()
    if path is None:
        return Region(code=settings.HOME_SUBJECT)
    if problem := problem_of(path, settings.HOME_SUBJECT):
        raise RegionFileError(problem)
    return read_region(path)


def terms() -> Terms:
    """Those of the environment first, then of the region's file, then custom."""
    return _terms(region_file(), settings.HOME_SUBJECT, settings.REPORT_CUT_OFF_DAY)


@lru_cache(maxsize=8)
def _terms(path: Path | None, home: str, cut_off_day: int | None) -> Terms:
    given = home_region().terms
    return Terms(
        plan_days_before=given.plan_days_before,
        report_days_after=given.report_days_after,
        report_cut_off_day=cut_off_day or given.report_cut_off_day,
    )

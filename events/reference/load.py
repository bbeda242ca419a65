"""Loads the spheres and their spellings from the CSV file beside this module."""

from pathlib import Path

from agreements.reference.wordings import add_wordings
from coopregistry.reference import Kept, load_once, sync
from events.models import Sphere, SphereWording

from . import read

_HERE = Path(__file__).parent


def load() -> list[Kept]:
    """Load the spheres. Returns the edits it kept."""
    return load_once("events", _HERE.glob("*.csv"), _load)


def _load() -> list[Kept]:
    rows = list(read.spheres())
    kept = sync(Sphere, {row.code: {"name": row.name, "order": row.order} for row in rows}).kept
    add_wordings(SphereWording, "sphere", Sphere, {row.code: row.wordings for row in rows})
    return kept

"""Loads the spheres of the home region and their spellings from its file."""

from agreements.home_region import home_region, region_file
from agreements.reference.wordings import add_wordings
from coopregistry.reference import Kept, adopt, load_once, sync
from events.models import Sphere, SphereWording


def load() -> list[Kept]:
    """Load the spheres. Returns the edits it kept."""
    own = region_file()
    return load_once("events", [own] if own else [], _load)


def _load() -> list[Kept]:
    entries = home_region().spheres
    wanted = {entry.code: {"name": entry.name, "order": entry.order} for entry in entries}
    adopt(Sphere, wanted)
    kept = sync(Sphere, wanted).kept
    add_wordings(SphereWording, "sphere", Sphere, {entry.code: entry.wordings for entry in entries})
    return kept

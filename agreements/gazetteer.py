"""The gazetteer of the partners in the database and of the rest of the world."""

from datetime import datetime
from typing import NamedTuple

from django.conf import settings

from coopregistry.models import Change

from .models import Partner, PartnerAlias
from .names.gazetteer import Gazetteer
from .names.place import Place
from .reference import world


class _Built(NamedTuple):
    change: tuple[int, datetime] | None  # the latest of a partner or spelling; a key taken back is given anew
    home: str
    places: frozenset[Place]
    gazetteer: Gazetteer


_cache: dict[str, _Built] = {}


def current_gazetteer() -> Gazetteer:
    """The gazetteer as of the latest change of a partner or spelling; costs one query if unchanged."""
    labels = (Partner._meta.label_lower, PartnerAlias._meta.label_lower)
    changes = Change.objects.filter(model__in=labels).order_by("-id")
    latest = changes.values_list("id", "change_set__made_at").first()
    home = settings.HOME_SUBJECT
    cached = _cache.get("gazetteer")
    if cached is not None and (cached.change, cached.home) == (latest, home):
        return cached.gazetteer
    places = _places()
    known = frozenset(places)
    if cached is not None and cached.home == home and cached.places == known:
        gazetteer = cached.gazetteer  # a place of the world got its record: nothing is read otherwise
    else:
        gazetteer = Gazetteer(places, home=home)
    _cache["gazetteer"] = _Built(latest, home, known, gazetteer)
    return gazetteer


def _places() -> list[Place]:
    """One that was removed stays unknown, though the reference data have it."""
    recorded = set(Partner.with_removed.values_list("code", flat=True))
    return [
        *Partner.objects.all().places(minor=world.rows().keys()),
        *(place for place in world.places() if place.code not in recorded),
    ]

"""The gazetteer of the partners in the database and of the rest of the world."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from threading import Lock
from typing import NamedTuple

from django.conf import settings

from coopregistry.models import Change

from .models import NotAPartner, Partner, PartnerAlias
from .names.folding import fold
from .names.gazetteer import Gazetteer
from .names.place import Place
from .reference import world


class _Built(NamedTuple):
    change: tuple[int, datetime] | None  # the latest of a partner or spelling; a key taken back is given anew
    home: str
    places: frozenset[Place]
    no_places: frozenset[str]
    gazetteer: Gazetteer


_cache: dict[str, _Built] = {}
# It takes a second of processor time: other threads of a process wait for the one that builds.
_building = Lock()
_supposed: dict[tuple[str, frozenset[tuple[str, str]], frozenset[str]], Gazetteer] = {}  # the latest


def current_gazetteer() -> Gazetteer:
    """The gazetteer as of the latest change of a partner or spelling; costs one query if unchanged."""
    labels = [model._meta.label_lower for model in (Partner, PartnerAlias, NotAPartner)]
    changes = Change.objects.filter(model__in=labels).order_by("-id")
    latest = changes.values_list("id", "change_set__made_at").first()
    home = settings.HOME_SUBJECT
    cached = _cache.get("gazetteer")
    if cached is not None and (cached.change, cached.home) == (latest, home):
        return cached.gazetteer
    with _building:
        cached = _cache.get("gazetteer")
        if cached is None or (cached.change, cached.home) != (latest, home):
            cached = _cache["gazetteer"] = _built(latest, home, cached)
    return cached.gazetteer


def _built(latest: tuple[int, datetime] | None, home: str, cached: _Built | None) -> _Built:
    places = _places()
    known, no_places = frozenset(places), _no_places()
    if cached is not None and (cached.home, cached.places) == (home, known):
        gazetteer = cached.gazetteer  # a place of the world got its record: nothing is read otherwise
        if cached.no_places != no_places:
            gazetteer = gazetteer.with_no_places(no_places)
    else:
        gazetteer = Gazetteer(places, home=home, no_places=no_places)
    return _Built(latest, home, known, no_places, gazetteer)


def gazetteer_if(
    *,
    spellings: Mapping[str, str] | None = None,
    more_no_places: Collection[str] = (),
    fewer_no_places: Collection[str] = (),
) -> Gazetteer:
    """The gazetteer as it would be if spellings meant other partners (text → code, "" for none) and phrases
    named no partner, or did again. Writes nothing; takes as long as building it does, once: what a lesson
    would change is shown, then asked about, then done."""
    known = current_gazetteer()
    fewer = {fold(text) for text in fewer_no_places}
    no_places = {text for text in _no_places() if fold(text) not in fewer} | {*more_no_places}
    if not spellings:
        return known.with_no_places(no_places)
    key = (known.digest, frozenset(spellings.items()), frozenset(no_places))
    found = _supposed.get(key)
    if found is None:
        found = _supposing(spellings, no_places)
        _supposed.clear()  # one takes tens of megabytes
        _supposed[key] = found
    return found


def _supposing(spellings: Mapping[str, str], no_places: Collection[str]) -> Gazetteer:
    meant = {fold(text)[:1000]: (text, code) for text, code in spellings.items()}
    places = []
    for place in _places():
        kept = [alias for alias in place.aliases if fold(alias)[:1000] not in meant]
        added = [text for text, code in meant.values() if code == place.code]
        places.append(replace(place, aliases=tuple(sorted([*kept, *added]))))
    return Gazetteer(places, home=settings.HOME_SUBJECT, no_places=no_places)


def _no_places() -> frozenset[str]:
    return frozenset(NotAPartner.objects.values_list("text", flat=True))


def _places() -> list[Place]:
    """One that was removed stays unknown, though the reference data have it."""
    recorded = set(Partner.with_removed.values_list("code", flat=True))
    return [
        *Partner.objects.all().places(minor=world.rows().keys()),
        *(place for place in world.places() if place.code not in recorded),
    ]

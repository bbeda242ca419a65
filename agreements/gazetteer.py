"""The gazetteer of the partners in the database, rebuilt when they change."""

from django.conf import settings
from django.db.models import Max

from coopregistry.models import Change

from .models import Partner, PartnerAlias
from .names.gazetteer import Gazetteer

_cache: dict[str, tuple[tuple[int | None, str], Gazetteer]] = {}


def current_gazetteer() -> Gazetteer:
    """The gazetteer as of the latest change of a partner or spelling; costs one query if unchanged."""
    labels = (Partner._meta.label_lower, PartnerAlias._meta.label_lower)
    latest = Change.objects.filter(model__in=labels).aggregate(latest=Max("id"))["latest"]
    state = (latest, settings.HOME_SUBJECT)
    cached = _cache.get("gazetteer")
    if cached is None or cached[0] != state:
        places = Partner.objects.all().places()
        cached = _cache["gazetteer"] = (state, Gazetteer(places, home=settings.HOME_SUBJECT))
    return cached[1]

"""The gazetteer of the partners in the database, built once for each state of them."""

from django.conf import settings
from django.db.models import Max

from coopregistry.models import Change

from .models import Partner, PartnerAlias
from .names.gazetteer import Gazetteer

_built: dict[str, tuple[int | None, Gazetteer]] = {}


def current_gazetteer() -> Gazetteer:
    """A gazetteer as of the latest change of a partner or a spelling; asking costs one query."""
    labels = (Partner._meta.label_lower, PartnerAlias._meta.label_lower)
    state = Change.objects.filter(model__in=labels).aggregate(latest=Max("id"))["latest"]
    known = _built.get("gazetteer")
    if known is None or known[0] != state:
        places = Partner.objects.all().places()
        known = _built["gazetteer"] = (state, Gazetteer(places, home=settings.HOME_SUBJECT))
    return known[1]

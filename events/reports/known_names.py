"""Names the registry knows, for the spelling: rebuilt when partners or departments change."""

from django.db.models import Max

from agreements.models import Department, DepartmentWording, Partner, PartnerAlias
from coopregistry.models import Change
from events.proofreading.spelling import name_stems

_MODELS = (Partner, PartnerAlias, Department, DepartmentWording)
_cache: dict[str, tuple[int | None, frozenset[str]]] = {}


def known_names() -> frozenset[str]:
    """Costs one query if nothing changed."""
    labels = [model._meta.label_lower for model in _MODELS]
    latest = Change.objects.filter(model__in=labels).aggregate(latest=Max("id"))["latest"]
    cached = _cache.get("names")
    if cached is None or cached[0] != latest:
        names = {
            *Partner.objects.values_list("name", flat=True),
            *Partner.objects.values_list("official", flat=True),
            *PartnerAlias.objects.values_list("text", flat=True),
            *Department.objects.values_list("name", flat=True),
            *Department.objects.values_list("short_name", flat=True),
            *DepartmentWording.objects.values_list("text", flat=True),
        }
        cached = _cache["names"] = (latest, name_stems(names))
    return cached[1]

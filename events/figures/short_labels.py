"""Short names for charts: «культура и туризм», «Министерство спорта»."""

import re
from functools import lru_cache

from django.conf import settings

from agreements.models import Partner
from agreements.names.declension import nominative
from events.phrases.inner_quotes import inner_quotes

_SPHERE_OF = re.compile(r"Сотрудничество (?P<where>в (?:сфере|области) (?P<what>.+))", re.IGNORECASE)
_SPHERE = re.compile(r"Сотрудничество (?P<where>в (?P<what>(?:\w+ )+сфере))", re.IGNORECASE)


def short_sphere(name: str) -> str:
    """What the sphere is about, in the nominative; as «в сфере …» where that cannot be told for certain."""
    return "; ".join(_short_sphere(one) for one in name.split("; "))


def where_of_sphere(name: str, *, alone: bool = False) -> str:
    """«в сфере культуры»; another heading in quotation marks, or `alone` as it is."""
    found = _SPHERE_OF.fullmatch(name) or _SPHERE.fullmatch(name)
    if found:
        return found["where"]
    return name if alone else f"в разделе «{inner_quotes(name)}»"


@lru_cache(maxsize=500)
def _short_sphere(name: str) -> str:
    if found := _SPHERE.fullmatch(name):
        return nominative(found["what"], "loct")
    found = _SPHERE_OF.fullmatch(name)
    if found is None:
        return name[:1].lower() + name[1:] if name[1:2].islower() else name
    parts = found["what"].split(" и ")
    turned = [nominative(part, "gent") for part in parts]
    # «физической и духовной культуры»: an adjective without its noun stays as it was
    if any(part == same for part, same in zip(parts, turned, strict=True)):
        return found["where"]
    return " и ".join(turned)


def short_department(name: str, region: str) -> str:
    """Without the home region (`region`: in the genitive), which all of them are of."""
    return " ".join(name.replace(f" {region}", "").split())


def home_region() -> str:
    """In the genitive; one query."""
    return Partner.objects.get(code=settings.HOME_SUBJECT).cases[1]

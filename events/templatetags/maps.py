"""A small map of a partner."""

from typing import Any

from django import template
from django.conf import settings

from agreements.models import Partner
from events.map.pictures import Picture, Spot, pictures

register = template.Library()


@register.inclusion_tag("events/map/_here.html")
def place_on_map(partner: Partner) -> dict[str, Any]:
    """A city is shown by its region, Belarus by all its regions. Empty if no map shows the partner."""
    codes = [partner.code, *([partner.parent.code] if partner.parent else [])]
    for code in codes:
        for picture in (pictures()["west"], pictures()["russia"], pictures()["world"]):
            if spots := _spots(picture, code):
                home = _spots(picture, settings.HOME_SUBJECT)
                return {"partner": partner, "picture": picture, "spots": spots, "home": home}
    return {}


def _spots(picture: Picture, code: str) -> list[Spot]:
    if code == "ru":
        return []
    own = [spot for spot in picture.spots if spot.code == code]
    return own or [spot for spot in picture.spots if spot.code.startswith(f"{code}-")]

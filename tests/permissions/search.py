"""The search box: everybody who signed in asks it, each finds what may be seen."""

from tests.permissions.roles import Rule, signed_in

RULES = {
    "events:search": Rule(get=signed_in(), query=lambda world: {"q": "выставка"}),
    "events:search_offers": Rule(get=signed_in(), query=lambda world: {"q": "выставка"}),
}

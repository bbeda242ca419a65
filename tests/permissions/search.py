"""The search box: open to all users, each finds what they may see."""

from tests.permissions.roles import Rule, signed_in

RULES = {
    "events:search": Rule(get=signed_in(), query=lambda world: {"q": "выставка"}),
    "events:search_offers": Rule(get=signed_in(), query=lambda world: {"q": "выставка"}),
}

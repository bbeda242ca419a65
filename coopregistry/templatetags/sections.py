"""Which section of the site a page belongs to."""

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def place_in(context: template.Context, address: str, within: str, also: str) -> str:
    """What `aria-current` says at the link of a section: "page", "true" for a page within it, or nothing.
    `within`: an application, `also`: beginnings of addresses, whose pages belong to it too."""
    request = context["request"]
    if request.path == address:
        return "page"
    if within and request.resolver_match and within == request.resolver_match.app_name:
        return "true"
    beginnings = (*also.split(), *([address] if address.count("/") > 1 else []))
    return "true" if beginnings and request.path.startswith(beginnings) else ""

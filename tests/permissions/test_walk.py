"""Every address of the site, asked for by everybody, answers as the tables of this package say."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.permissions as tables
from tests.permissions.roles import TO_SIGN_IN, Rule, Who, World
from tests.permissions.visitors import Sessions, browser_of


def addresses(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """Names with their namespaces; an address without a name goes by its route."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name or str(pattern.pattern)))
        else:
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from addresses(pattern, inner)


def rules() -> dict[str, tuple[Rule, ...]]:
    found: dict[str, tuple[Rule, ...]] = {}
    for module in pkgutil.iter_modules(tables.__path__):
        if module.name.startswith(("test_", "conftest", "roles", "visitors")):
            continue
        own = importlib.import_module(f"{tables.__name__}.{module.name}").RULES
        twice = found.keys() & own.keys()
        assert not twice, f"two tables speak of {sorted(twice)}"
        found |= {name: rule if isinstance(rule, tuple) else (rule,) for name, rule in own.items()}
    return found


RULES = rules()
CASES = [(name, index) for name, of_it in RULES.items() for index in range(len(of_it))]


def test_every_address_has_a_rule() -> None:
    standing = {name for name in addresses() if not name.startswith("admin:")}
    assert sorted(standing - RULES.keys()) == [], "addresses without a rule in tests/permissions"
    assert sorted(RULES.keys() - standing) == [], "rules for addresses that are not there"


def test_every_rule_speaks_of_everybody() -> None:
    short = [
        name
        for name, of_it in RULES.items()
        for rule in of_it
        for expected in (rule.get, rule.post)
        if expected is not None and set(expected) != set(Who)
    ]
    assert short == []


def asked_by_all(sessions: Sessions, method: str, url: str, data: dict[str, Any]) -> dict[Who, int]:
    """The status each user gets; what one writes is rolled back before the next asks."""
    statuses = {}
    for who in Who:
        with transaction.atomic():
            response = getattr(browser_of(sessions, who), method)(url, data)
            if response.streaming:
                list(response)
            statuses[who] = response.status_code
            transaction.set_rollback(True)
    return statuses


@pytest.mark.parametrize(("name", "index"), CASES)
def test_address_answers_as_the_rule_says(world: World, sessions: Sessions, name: str, index: int) -> None:
    rule = RULES[name][index]
    if rule.prepare:
        rule.prepare(world)
    url = address(name, rule, world)
    read = asked_by_all(sessions, "get", url, rule.query(world))
    written = asked_by_all(sessions, "post", url, rule.data(world))
    assert read == dict(rule.get), "reading"
    if rule.post is not None:
        assert written == dict(rule.post), "writing"
    else:
        assert all(status in (TO_SIGN_IN, 403, 404, 405) for status in written.values()), written


def address(name: str, rule: Rule, world: World) -> str:
    if ":" not in name and "/" in name:  # it has no name: the key is its route
        return f"/{name}"
    return reverse(name, kwargs=rule.kwargs(world))


def admin_pages(world: World) -> Iterator[str]:
    yield reverse("admin:index")
    for model, page in admin.site._registry.items():
        prefix = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        record = model._default_manager.order_by("-pk").first()
        yield reverse(f"{prefix}_changelist")
        yield reverse(f"{prefix}_add")
        if record is not None:
            for what in ("change", "delete", "history"):
                yield reverse(f"{prefix}_{what}", args=[record.pk])
        assert page.model is model


def test_the_admin_is_closed_to_all_but_its_staff(world: World, sessions: Sessions) -> None:
    for url in admin_pages(world):
        outside = (Who.ANONYMOUS, Who.VIEWER, Who.EDITOR_A, Who.EDITOR_B, Who.COORDINATOR)
        got = {who: browser_of(sessions, who).get(url).status_code for who in outside}
        assert got == dict.fromkeys(outside, TO_SIGN_IN), url
        assert browser_of(sessions, Who.ADMINISTRATOR).get(url).status_code in (200, 302, 403), url


@pytest.mark.parametrize(
    ("role", "may_open"),
    [(Who.VIEWER, False), (Who.COORDINATOR, True)],
)
def test_staff_without_rights_sees_no_user_of_the_admin(
    world: World, sessions: Sessions, role: Who, may_open: bool
) -> None:
    """Access to the admin alone grants nothing; the role's permissions do."""
    user = world.users[role]
    user.is_staff = True
    user.save()
    client = browser_of(sessions, role)
    assert client.get(reverse("admin:coopregistry_user_changelist")).status_code == 403
    assert client.get(reverse("admin:events_report_changelist")).status_code == 200
    added = client.get(reverse("admin:events_report_add")).status_code
    assert added == (200 if may_open else 403)

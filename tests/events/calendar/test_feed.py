"""Contents of a subscription, and what is logged of one refused or truncated."""

import logging

import pytest
from django.test import Client
from django.urls import reverse

from coopregistry.models import User
from events.calendar import feed
from events.calendar.feed import feed_of
from events.calendar.views import subscriptions
from events.models import CalendarLink
from tests.events.cooperation.world import coordinator
from tests.events.event_world import ALL, BOOK, GARDEN, SUMMER, TEA, import_world

pytestmark = pytest.mark.django_db
SITE = "https://registry.example/"


def subscription(query: str = "", *, with_vague: bool = True) -> tuple[CalendarLink, str]:
    link = CalendarLink(user=coordinator().user, name="Все", query=query, with_vague=with_vague)
    token = link.renew()
    link.save()
    return link, token


def titles(link: CalendarLink) -> set[str]:
    found = feed_of(link, site=SITE)
    assert found is not None
    return {event.title for event in found.events}


def test_a_feed_holds_the_events_of_its_filter() -> None:
    import_world()
    assert titles(subscription()[0]) == ALL
    assert titles(subscription("partner=ru-32")[0]) == {GARDEN, SUMMER}
    assert TEA not in titles(subscription(with_vague=False)[0])
    assert BOOK in titles(subscription(with_vague=False)[0])


def test_an_outdated_filter_has_no_feed() -> None:
    assert feed_of(subscription("partner=nowhere")[0], site=SITE) is None


def test_a_feed_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    import_world()
    monkeypatch.setattr(feed, "MAX_EVENTS", 2)
    monkeypatch.setattr(subscriptions, "MAX_EVENTS", 2)
    link, token = subscription("order=newest")
    found = feed_of(link, site=SITE)
    assert found is not None
    assert (len(found.events), found.is_truncated) == (2, True)
    assert found.about == "Показаны последние мероприятия: 2"
    with caplog.at_level(logging.WARNING, logger="events.calendar"):
        assert Client().get(reverse("events:calendar_feed", args=[token])).status_code == 200
    told = [record.getMessage() for record in caplog.records if record.name.startswith("events.calendar")]
    assert told == [f"Calendar feed truncated to 2 events: link {link.pk}"]


def test_a_refusal_is_logged_without_the_token(caplog: pytest.LogCaptureFixture) -> None:
    link, token = subscription()
    User.objects.filter(pk=link.user_id).update(is_active=False)
    with caplog.at_level(logging.INFO, logger="events.calendar"):
        for secret in (token, "no-such-token"):
            assert Client().get(reverse("events:calendar_feed", args=[secret])).status_code == 404
    own = [record.getMessage() for record in caplog.records if record.name.startswith("events.calendar")]
    assert own == [
        f"Calendar feed refused: link {link.pk}, inactive owner",
        "Calendar feed refused: no such link",
    ]

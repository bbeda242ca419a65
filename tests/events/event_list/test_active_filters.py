"""Active filters: each in words, with a link that removes it."""

import pytest
from django.http import QueryDict

from coopregistry.models import User
from events.event_list.active_filters import active_filters, describe_filter
from tests.events.event_world import (
    chosen,
)

pytestmark = pytest.mark.django_db


def test_each_active_filter_links_to_the_list_without_it(boss: User) -> None:
    own = chosen("partner=by&partner=ru-32&text=сад&page=3&order=title", boss)
    assert own.is_valid()
    assert [
        (active.label.partition(": ")[2], QueryDict(active.query).dict()) for active in active_filters(own)
    ] == [
        ("сад", {"partner": "ru-32", "order": "title"}),
        ("Беларусь", {"partner": "ru-32", "text": "сад", "order": "title"}),
        ("Брянская область", {"partner": "by", "text": "сад", "order": "title"}),
    ]
    assert describe_filter(own).endswith("– Беларусь, Брянская область")

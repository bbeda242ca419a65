"""People a text finds by name and post."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from events.access import Access
from events.people.queries import named_people, person_lines
from events.words.highlight import marked_words

from .model import SearchGroup, SearchHit


def people_found(text: str, wanted: Sequence[str], access: Access, shown: int) -> SearchGroup:
    """By surname, with the post of the last meeting."""
    found = named_people(text, access)
    return SearchGroup(
        key="people",
        label=_("People met"),
        count=found.count(),
        hits=[
            SearchHit(
                name=marked_words(line.person.name, wanted),
                url=reverse("events:person_met", args=[line.person.key]),
                about=line.post,
            )
            for line in person_lines(found[:shown], access)
        ],
    )

"""Files without the names of people, for offices that let viewers take none out (docs/personal-data.md)."""

import re
from collections.abc import Iterable

from django.conf import settings

from events.access import Access
from events.phrases.meetings.names import find_names

_LEFT_OVER = re.compile(r"^[ ,;]+", re.MULTILINE)  # of a line that began with a name


def leaves_names_out(access: Access) -> bool:
    is_viewer = not (access.coordinates or access.edits)
    return is_viewer and not settings.NAMES_IN_VIEWER_FILES


def without_names(text: str, known: Iterable[str] = ()) -> str:
    """«министр И.И. Иванов» → «министр». `known`: names of another make, «Вениамин»."""
    kept, at = [], 0
    for name in find_names(text):
        kept.append(text[at : name.start].rstrip(" "))
        at = name.end
    text = "".join([*kept, text[at:]])
    for name in filter(None, known):
        text = re.sub(rf" ?(?<!\w){re.escape(name)}(?!\w)", "", text)
    return _LEFT_OVER.sub("", text).strip()

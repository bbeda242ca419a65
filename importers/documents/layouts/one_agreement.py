"""The one agreement a title speaks of: «План мероприятий по реализации Соглашения между … и … о …»."""

import re

from agreements.names.declension import nominative

_FLAGS = re.IGNORECASE | re.DOTALL
_CARRIED_OUT = re.compile(
    r"\b(?:реализаци|исполнени|выполнени|осуществлени)\w*\s+(?:положений\s+)?"
    r"(?P<head>(?:[\w-]+(?:ого|его|ой|ей)\s+){0,3}"
    r"(?:соглашения|договора|меморандума|протокола|программы|декларации|дорожной\s+карты))"
    r"(?P<wording>\s.*?\b(?:между|со?)\s.+)",
    _FLAGS,
)
# The wording ends where the title says of which period it is
_PERIOD = re.compile(r"[\s,]+(?:на|за|во?)\s+(?=[^,;]{0,45}?(?:19|20)\d\d)", re.IGNORECASE)


def one_agreement(title: str) -> str:
    """The wording in the nominative; "" where the title names none with its parties, or several."""
    match = _CARRIED_OUT.search(" ".join(title.split()))
    if match is None:
        return ""
    wording = _PERIOD.split(match["wording"], maxsplit=1)[0]
    return f"{nominative(match['head'], 'gent')}{wording}".strip(" .")

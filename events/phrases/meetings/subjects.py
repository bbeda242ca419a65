"""What was discussed, as a table names it: a noun phrase in the nominative."""

import re

from agreements.names.declension import nominative
from events.phrases.people import key_of, parse

_OBLIQUE = ("gent", "datv", "loct", "ablt")
_FOLLOWS = re.compile(
    r"(?<=,\s)(?P<stem>связанн|посвященн|направленн)ых(?!\w)|(?<=,\s)(?P<active>касающ)ихся(?!\w)"
)


def in_nominative(phrase: str) -> str:
    """Only where the form of its first noun leaves no doubt: «вопросу …», «поставках …»."""
    for word in re.findall(r"[\w-]+", phrase)[:4]:
        forms = parse(key_of(word))
        if forms[0].part in ("ADJF", "PRTF"):
            continue
        nouns = [form for form in forms if form.part == "NOUN"]
        if not nouns or any(form.case in ("nomn", "accs") for form in nouns):
            return phrase
        case = next((case for case in _OBLIQUE if any(form.case == case for form in nouns)), "")
        changed = nominative(phrase, case) if case else phrase
        if changed != phrase and any(form.number == "plur" for form in nouns):
            changed = _FOLLOWS.sub(_agreeing, changed, count=1)
        return changed
    return phrase


def _agreeing(found: re.Match[str]) -> str:
    return f"{found['stem']}ые" if found["stem"] else f"{found['active']}иеся"

"""The partner a text means as a whole: «белорусских», «ДНР», «с Тульской областью»."""

import re

from agreements.gazetteer import current_gazetteer
from agreements.models import Partner

_WORD = re.compile(r"\w+")
_LONGEST_JOINING = 2  # letters of «с», «в», «из»


def partner_meant(text: str) -> Partner | None:
    """None where the text names none, several, or something beside. People type names without capitals."""
    for written in (text, _WORD.sub(lambda word: word[0][:1].upper() + word[0][1:], text)):
        mentions = current_gazetteer().find(written)
        codes = {mention.code for mention in mentions if not mention.others}
        if len(codes) != 1 or len(codes) != len({mention.code for mention in mentions}):
            continue
        rest = written
        for mention in mentions:
            rest = rest.replace(mention.phrase, " ")
        if all(len(word) <= _LONGEST_JOINING for word in _WORD.findall(rest)):
            return Partner.objects.partners().filter(code__in=codes).first()
    return None

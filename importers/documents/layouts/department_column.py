"""The column that names the executive body of each row: «Исполнительный орган», «Ответственный»."""

from collections.abc import Sequence

from events.vocabulary import ColumnUse

from ..document import ColumnHeading
from .words import readings, words

# A column of bodies alone comes before one in which persons and partners stand as well
_BODIES = words("исполнительн* орган*", "орган* власти", "наименован* орган*", "ведомств*", "^орган*")
_ANSWER = words("ответственн*", "^исполнител*")
_OF_A_SIDE = words("исполнител* от", "ответственн* от", "от")  # «Исполнители от Амурской области»


def department_heading(headings: Sequence[ColumnHeading]) -> str:
    """ "" where no column does, or where it says of which side the bodies are."""
    stated = [heading.text for heading in headings if heading.use is ColumnUse.DEPARTMENT]
    if stated:
        return stated[0]
    further = [heading.text for heading in headings if heading.role is None and not heading.is_stated]
    for pattern in (_BODIES, _ANSWER):
        for text in further:
            read = readings(text)
            if any(pattern.search(one) for one in read) and not any(_OF_A_SIDE.search(one) for one in read):
                return text
    return ""

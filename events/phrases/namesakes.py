"""Names of places for a person to choose among."""

from collections import Counter
from collections.abc import Sequence

from agreements.names.gazetteer import Gazetteer


def told_apart(codes: Sequence[str], gazetteer: Gazetteer) -> list[str]:
    """Their names; namesakes with the region or country they lie in."""
    places = [gazetteer.place(code) for code in codes]
    names = Counter(place.name for place in places)
    return [
        f"{place.name} ({gazetteer.place(place.parent).name})"
        if names[place.name] > 1 and gazetteer.knows(place.parent)
        else place.name
        for place in places
    ]

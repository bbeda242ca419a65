"""Any list of subjects, however it is written, is found exactly."""

from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Evidence
from agreements.names.place import Place, PlaceKind
from agreements.reference.read import partners

PLACES = [row.place() for row in partners()]
GAZETTEER = Gazetteer(PLACES, home="ru-67")
SUBJECTS = [place for place in PLACES if place.kind is PlaceKind.SUBJECT]
OBLASTS = [
    place for place in SUBJECTS if place.short[0].count(" ") == 1 and place.short[0].endswith(" область")
]
KRAIS = [place for place in SUBJECTS if place.short[0].endswith(" край")]

# The plural adjective is not used: «Брянская, Тверская области» keeps each member in the singular.
PLURAL = {
    "область": ("области", "областей", "областям", "области", "областями", "областях"),
    "край": ("края", "краев", "краям", "края", "краями", "краях"),
}
SPACES = st.sampled_from([" ", "\u00a0", "  ", "\n", " \n"])
COMMAS = st.sampled_from([",", ", ", ",\n", ",\u00a0", " , "])


@st.composite
def listed(draw: st.DrawFn, places: list[Place], head: str) -> tuple[list[str], str]:
    """Codes and a phrase in which they share the head word."""
    chosen = draw(
        st.lists(st.sampled_from(places), min_size=2, max_size=6, unique_by=lambda place: place.code)
    )
    case = draw(st.integers(0, 5))
    members = [place.short[case].rsplit(" ", 1)[0] for place in chosen]
    last = draw(st.sampled_from([" и ", ", ", " "]))
    phrase = members[0]
    for member in members[1:-1]:
        phrase += draw(COMMAS) + member
    phrase += (last if len(members) > 1 else "") + members[-1]
    head = PLURAL[head][case]
    phrase = f"{head}: {phrase}" if draw(st.booleans()) else phrase + draw(SPACES) + head
    return [place.code for place in chosen], phrase


@st.composite
def single(draw: st.DrawFn) -> tuple[list[str], str]:
    place = draw(st.sampled_from(SUBJECTS))
    forms = place.official if place.official and draw(st.booleans()) else place.short
    phrase = forms[draw(st.integers(0, 5))]
    if draw(st.booleans()):
        phrase = phrase.replace("ё", "е").replace(" ", draw(SPACES))
    return [place.code], phrase


GROUPS = st.one_of(listed(OBLASTS, "область"), listed(KRAIS, "край"), single())


@given(
    groups=st.lists(GROUPS, min_size=1, max_size=4),
    separator=st.sampled_from([", ", ",\n", "; ", ";\n"]),
)
@settings(max_examples=200, deadline=None)
def test_any_list_of_subjects_is_found_exactly(groups: list[tuple[list[str], str]], separator: str) -> None:
    text = separator.join(phrase for _, phrase in groups)
    found = GAZETTEER.find(text)
    assert [m.code for m in found] == [code for codes, _ in groups for code in codes]
    assert {m.evidence for m in found} == {Evidence.NAME}
    assert GAZETTEER.unknown(text) == []


@given(st.text(alphabet="БМВбмв Минскаяобласть-–—.,:;()«»г\n\u00a0\u00adAc1Республика", max_size=200))
@settings(max_examples=300, deadline=None)
def test_mentions_of_any_text_are_ordered_and_apart(text: str) -> None:
    end = 0
    for mention in GAZETTEER.find(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.phrase
        end = mention.end
    for lost in GAZETTEER.unknown(text):
        assert text[lost.start : lost.end] == lost.phrase != ""

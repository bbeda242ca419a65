"""The correction of one row is offered for all rows with the words that tell the phrase from others."""

from urllib.parse import parse_qs, urlsplit

import pytest

from events.entries.offered_lessons import Offer, in_words, offered_lessons, phrase_around
from events.phrases.partner_values import PartnerFound, Partners, PartnerUnknown
from events.phrases.values import Values
from events.vocabulary import PartnerRole, Role


@pytest.mark.parametrize(
    ("text", "name", "phrase"),
    [
        ("Встреча в ресторане «Прага» (г. Москва)", "Прага", "ресторане «Прага»"),
        ("Турнир по грузинской борьбе", "грузинской", "Турнир по грузинской борьбе"),
        ("Лекция о Сербии", "Сербии", "Лекция о Сербии"),
        ("Беларусь", "Беларусь", "Беларусь"),
        ("Гости. Парк Киргизия", "Киргизия", "Парк Киргизия"),
        ("в санатории «Дружба Китая и России», Сочи", "Китая", "санатории «Дружба Китая и России»"),
        ("первая строка\nдни Китая в школе", "Китая", "дни Китая"),
    ],
)
def test_phrase_around(text: str, name: str, phrase: str) -> None:
    start = text.index(name)
    assert phrase_around(text, start, start + len(name)) == phrase


TITLE = "Турнир по грузинской борьбе"


def found(code: str = "ge", name: str = "грузинской") -> PartnerFound:
    start = TITLE.index(name)
    return PartnerFound(
        code=code,
        role=PartnerRole.PARTICIPANT,
        cell=Role.TITLE,
        phrase=name,
        start=start,
        end=start + len(name),
    )


def test_a_partner_left_out_is_offered_as_no_partner() -> None:
    [offer] = offered_lessons(
        cells={"title": TITLE},
        before=Values(),
        left_out=[found()],
        added=[],
        file_name="план.docx",
        back="/x/",
    )
    query = {name: values[0] for name, values in parse_qs(urlsplit(offer.address).query).items()}
    assert query == {
        "kind": "no_partner",
        "text": "Турнир по грузинской борьбе",
        "file_name": "план.docx",
        "next": "/x/",
        "look": "1",
    }


def test_one_partner_for_one_unknown_name_is_offered_as_its_spelling() -> None:
    asked = PartnerUnknown(cell=Role.PARTNER, phrase="Заречная область", start=0, end=16)
    before = Values(partners=Partners(unknown=(asked,)))
    [offer] = offered_lessons(cells={}, before=before, left_out=[], added=["ru-69"])
    assert parse_qs(urlsplit(offer.address).query)["partner"] == ["ru-69"]
    assert offered_lessons(cells={}, before=before, left_out=[], added=["ru-69", "ru-60"]) == []
    assert offered_lessons(cells={}, before=Values(), left_out=[], added=["ru-69"]) == []


def test_offers_in_words_escape_what_documents_say() -> None:
    text = in_words([Offer("<b>", "«<b>» – не партнер", "/a?b=1&c=2")])
    assert '<a href="/a?b=1&amp;c=2">«&lt;b&gt;» – не партнер</a>' in text

"""Who is who: by surname, initials and the organisation a post names, and of whom nothing is kept."""

import pytest

from events.phrases.meetings.identity import Identity, identities, name_and_key
from events.phrases.meetings.model import MeetingFound, Participant
from events.vocabulary import Level, MeetingKind, Side

_OF = "Витебская область"


def official(post: str, name: str = "Н.Н. Небывайко", of: str = _OF, level: Level = Level.DEPUTY_HEAD):
    return Participant(side=Side.PARTNER, post=post, name=name, of=of, level=level)


def identity(one: Participant, kind: MeetingKind = MeetingKind.MEETING, key: str = "a") -> Identity | None:
    (found,) = identities(MeetingFound(kind=kind, participants=(one,)), key)
    return found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            official("председатель Витебского областного исполнительного комитета"),
            official("заместитель председателя Витебского облисполкома", "Небывайко Николай Никитич"),
            True,
        ),
        (
            official("Губернатор Смоленской области", of="Смоленская область"),
            official(
                "временно исполняющий обязанности Губернатора Смоленской области", of="Смоленская область"
            ),
            True,
        ),
        (
            official("заместитель председателя Правительства Смоленской области", of="Смоленская область"),
            official(
                "заместитель председателя Правительства Смоленской области – министр торговли",
                of="Смоленская область",
            ),
            True,
        ),
        (
            official("министр культуры Смоленской области", of="Смоленская область"),
            official("министр образования Смоленской области", of="Смоленская область"),
            False,
        ),
        (official("министр культуры", of="Смоленская область"), official("министр культуры"), False),
        (
            official("председатель облисполкома"),
            official("председатель облисполкома", "Н.М. Небывайко"),
            False,
        ),
    ],
)
def test_the_same_name_is_one_person_in_one_organisation_alone(
    one: Participant, other: Participant, same: bool
) -> None:
    mine, theirs = identity(one), identity(other)
    assert mine is not None
    assert theirs is not None
    assert (mine.person == theirs.person) is same


def test_a_post_of_no_body_in_particular_joins_nothing() -> None:
    one = official("начальник управления", of="")
    first, second = identity(one, key="a"), identity(one, key="b")
    assert first is not None
    assert second is not None
    assert first.person != second.person


def test_the_posts_of_one_person_are_told_apart_by_their_words() -> None:
    first = identity(official("заместитель председателя Витебского облисполкома"))
    second = identity(official("председатель Витебского облисполкома"))
    assert first is not None
    assert second is not None
    assert (first.person == second.person, first.post == second.post) == (True, False)


@pytest.mark.parametrize(
    ("one", "kind", "is_kept"),
    [
        (official("солист ансамбля", level=Level.UNNAMED), MeetingKind.MEETING, False),
        (official("директор музея", level=Level.ORGANISATION), MeetingKind.MEETING, False),
        (official("", level=Level.UNNAMED), MeetingKind.RECEPTION, False),
        (official("председатель облисполкома", name=""), MeetingKind.RECEPTION, False),
        # The head of a delegation is kept whatever the organisation.
        (official("директор музея", level=Level.ORGANISATION), MeetingKind.RECEPTION, True),
        (official("министр культуры", level=Level.GOVERNMENT), MeetingKind.MEETING, True),
    ],
)
def test_a_record_is_kept_of_officials_and_heads_of_delegations(
    one: Participant, kind: MeetingKind, is_kept: bool
) -> None:
    assert (identity(one, kind) is not None) is is_kept


def test_of_a_delegation_the_head_alone_is_kept_whatever_the_organisation() -> None:
    members = tuple(
        official("директор музея", name, level=Level.ORGANISATION)
        for name in ("А.А. Небывалян", "Б.Б. Образцов")
    )
    found = identities(MeetingFound(kind=MeetingKind.RECEPTION, participants=members), "a")
    assert [one and one.name for one in found] == ["А.А. Небывалян", None]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Н.Н. Небывайко", ("Н.Н. Небывайко", "небывайко нн")),
        ("Небывайко Н. Н.", ("Н.Н. Небывайко", "небывайко нн")),
        ("Небывайко Николай Никитич", ("Н.Н. Небывайко", "небывайко нн")),
        ("Вениамин", ("Вениамин", "вениамин")),
        ("Ли  Вымышлен", ("Ли Вымышлен", "ли вымышлен")),
    ],
)
def test_a_name_is_kept_as_surname_and_initials(name: str, expected: tuple[str, str]) -> None:
    assert name_and_key(name) == expected

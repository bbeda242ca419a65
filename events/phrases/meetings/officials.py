"""The people a row names with their posts: on which side each stands, with the nominative of both."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Evidence, Mention
from agreements.names.place import PlaceKind
from events.phrases.counted_partners import is_home
from events.phrases.plain import Plain, mask_quotes, sentences
from events.vocabulary import Level, Role, Side

from .levels import level_of
from .model import Participant
from .names import Name, find_names, name_in_nominative, same_person
from .post_words import CLERGY
from .posts import Post, find_posts, post_in_nominative

_ABROAD = re.compile(r"(?<!\w)во?\s+$", re.IGNORECASE)
_BESIDE = re.compile(r"\s*\((?:гражда\w+\s+)?[^()]{3,80}\)")
_GIVEN_NAME = re.compile(r"\s+(?P<surname>[А-ЯЁ][а-яё]+)(?!\w)")
_SAME_LIST = re.compile(r"(?:\s*\([^()]*\))?\s*,\s*(?:а также\s+)?|\s+и\s+")
_FOREIGN_NAME = re.compile(
    r"\s+(?P<first>[А-ЯЁ][а-яё-]+(?:\s[А-ЯЁ][а-яё-]+)??)(?:\s(?P<last>[А-ЯЁ][а-яё-]+))?\s*"
)
_RUSSIA = "ru"


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """Where a cell names somebody: with a post, a name or both."""

    start: int
    end: int
    post: Post | None
    name: Name | None
    participant: Participant
    owner: str = ""  # the code of the territory the post belongs to
    is_side_said: bool = True

    @property
    def is_nominative(self) -> bool:
        return self.post is not None and self.post.is_nominative()


class Cell:
    """One cell of a row, read once: its text for matching, its sentences, places and people."""

    def __init__(self, role: Role, source: str, gazetteer: Gazetteer) -> None:
        self.role = role
        self.plain = Plain.of(source)
        self.text = self.plain.text
        # With the dashes and «ё» of the document, at the same offsets.
        whole = source[: len(self.text)]
        self.as_printed = whole if self.plain.span(0, len(self.text)) == (0, len(self.text)) else self.text
        self._gazetteer = gazetteer

    @cached_property
    def masked(self) -> str:
        return mask_quotes(self.text)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return list(sentences(self.text))

    @cached_property
    def mentions(self) -> list[Mention]:
        return self._gazetteer.find(self.text)

    @cached_property
    def officials(self) -> list[Official]:
        return _with_sides_of_neighbours(self, list(_officials(self, self._gazetteer)))

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        return [one for one in self.mentions if start <= one.start and one.end <= end]

    def officials_in(self, start: int, end: int) -> list[Official]:
        return [one for one in self.officials if start <= one.start < end]

    def written(self, start: int, end: int) -> str:
        return self.plain.written(start, end)


def side_of(code: str, gazetteer: Gazetteer) -> Side:
    if code == _RUSSIA:
        return Side.THIRD
    return Side.HOME if is_home(code, gazetteer) else Side.PARTNER


def territory(code: str, gazetteer: Gazetteer) -> str:
    """As a table names whose people somebody is: «Республика Беларусь», «г. Ереван»."""
    place = gazetteer.place(code)
    name = place.official[0] if place.official else place.short[0]
    is_town = place.kind is PlaceKind.CITY or code.endswith("-city")  # a capital that is a region as well
    return f"г. {name}" if is_town and "район" not in name and not name.startswith("г") else name


def _officials(cell: Cell, gazetteer: Gazetteer) -> Iterator[Official]:
    names = list(find_names(cell.text))
    posts = find_posts(cell.text, [(name.start, name.end) for name in names])
    taken: set[int] = set()
    for index, found in enumerate(posts):
        post, behind = _without_name(cell, found)
        name = behind or _name_after(cell.text, post, names) or _clerical_name(cell.text, post)
        if name is None:
            floor = posts[index - 1].end if index else 0
            name = _name_before(cell.text, post, names, taken, floor)
        if name is not None:
            taken.add(name.start)
        yield _official(cell, post, name, gazetteer)
    for name in names:
        if name.start not in taken:
            yield Official(
                start=name.start,
                end=name.end,
                post=None,
                name=name,
                participant=Participant(
                    side=Side.HOME,
                    name=cell.written(name.start, name.end),
                    as_written=cell.written(name.start, name.end),
                    confirmed=False,
                ),
                is_side_said=False,
            )


def _with_sides_of_neighbours(cell: Cell, officials: Sequence[Official]) -> list[Official]:
    """«…; руководитель отделения Посольства А, директор ОАО «Б»»: whoever's side no post says stands with the
    partner's people before in the same list."""
    placed: list[Official] = []
    for one in officials:
        before = placed[-1] if placed else None
        told = one.participant
        if (
            before is not None
            and before.is_side_said
            and before.participant.side is Side.PARTNER
            and not one.is_side_said
            and told.level is Level.ORGANISATION
            and _SAME_LIST.fullmatch(cell.text, before.end, one.start)
        ):
            one = replace(one, participant=replace(told, side=Side.PARTNER), is_side_said=True)
        placed.append(one)
    return placed


def _without_name(cell: Cell, post: Post) -> tuple[Post, Name | None]:
    """«Президента Республики Беларусь Ивана Выдумова»: a name in full ends what belongs to the post."""
    ends = [one.end for one in cell.mentions_in(post.start, post.end) if one.evidence is Evidence.NAME]
    found = _FOREIGN_NAME.fullmatch(cell.text, ends[-1], post.end) if ends else None
    if found is None:
        return post, None
    name = Name(found.start("first"), found.end(), found["last"] or found["first"], found["first"], False)
    if not found["last"]:
        name = name._replace(rest="")
    return post._replace(end=ends[-1]), name


def _name_after(text: str, post: Post, names: Sequence[Name]) -> Name | None:
    for name in names:
        if name.start >= post.end:
            gap = text[post.end : name.start]
            return name if not gap.strip(" \n\t") or _BESIDE.fullmatch(gap.rstrip()) else None
    return None


def _name_before(text: str, post: Post, names: Sequence[Name], taken: set[int], floor: int) -> Name | None:
    """«В.Н. Анохин, временно исполняющий обязанности …»."""
    for name in reversed(names):
        if name.end <= post.start:
            free = name.start >= floor and name.start not in taken
            return name if free and re.fullmatch(r",?\s*[-–—]?\s*", text[name.end : post.start]) else None
    return None


def _clerical_name(text: str, post: Post) -> Name | None:
    """Clergy are called by one name: «митрополитом … Вениамином»."""
    if post.head not in CLERGY:
        return None
    found = _GIVEN_NAME.match(text, post.end)
    return Name(found.start("surname"), found.end(), found["surname"], "", False) if found else None


def _official(cell: Cell, post: Post, name: Name | None, gazetteer: Gazetteer) -> Official:
    end = max(post.end, name.end) if name else post.end
    start = min(post.start, name.start) if name else post.start
    owner, is_said = _owner(cell, post, end)
    title = post_in_nominative(cell.as_printed, post)
    place = gazetteer.place(owner) if owner else None
    side = side_of(owner, gazetteer) if owner else Side.HOME
    level = level_of(title, place, is_federal=owner == _RUSSIA)
    if level is Level.INTERSTATE:
        side, is_said = Side.PARTNER, True
    participant = Participant(
        side=side,
        post=title,
        name=name_in_nominative(name, post.cases).strip() if name else "",
        of=_body(title, level, owner, gazetteer),
        as_written=cell.written(start, end),
        level=level,
        confirmed=name is None or post.is_nominative(),
    )
    return Official(
        start=start,
        end=end,
        post=post,
        name=name,
        participant=participant,
        owner=owner,
        is_side_said=is_said,
    )


def owner_of(cell: Cell, start: int, end: int) -> str:
    """The territory named in a post, not the one it is accredited in; "" where none is."""
    inside = cell.mentions_in(start, end)
    own = [one for one in inside if not _ABROAD.search(cell.text, 0, one.start)]
    own = [one for one in own if cell.masked[one.start] == cell.text[one.start]] or own
    return own[0].code if own else ""


def _owner(cell: Cell, post: Post, end: int) -> tuple[str, bool]:
    """That of the post, else the one in brackets behind; and whether any is said."""
    if owner := owner_of(cell, post.start, post.end):
        return owner, True
    if beside := _BESIDE.match(cell.text, end):
        for one in cell.mentions_in(*beside.span()):
            return one.code, True
    return "", False


def _body(post: str, level: Level, owner: str, gazetteer: Gazetteer) -> str:
    if level is Level.ORGANISATION:
        found = re.search(r"(?:[А-ЯЁ]{2,}[А-ЯЁа-яё]*\s+)?[«\"].*", post)
        return found[0] if found else ""
    return territory(owner, gazetteer) if owner else ""


class People:
    """Those of all cells of a row, each once: named in the nominative where any cell does so."""

    def __init__(self, cells: Mapping[Role, Cell]) -> None:
        self._cells = cells
        order = (Role.PARTICIPANTS, Role.TITLE, Role.CONTENT)
        self._named: list[Official] = []
        for one in (one for role in order if role in cells for one in cells[role].officials):
            if one.post is None or one.name is None:
                continue
            at = self._position(one.name)
            if at is None:
                self._named.append(one)
            elif one.is_nominative and not self._named[at].is_nominative:
                self._named[at] = one

    def _position(self, name: Name) -> int | None:
        return next(
            (at for at, one in enumerate(self._named) if one.name and same_person(one.name, name)), None
        )

    def known(self, one: Official) -> Official:
        """The fullest record of whom `one` names."""
        if one.name is not None:
            at = self._position(one.name)
            if at is None:
                return one
            known = self._named[at]
            if one.post is None or known.participant.level.rank <= one.participant.level.rank:
                return known
            return one
        if one.post is None:
            return one
        alike = [
            other
            for other in self._named
            if other.post is not None
            and other.post.head == one.post.head
            and (other.owner == one.owner or not one.owner)
            and other.participant.level is one.participant.level
        ]
        if not one.owner and not alike:
            alike = [
                other
                for other in self._named
                if other.post is not None
                and other.post.head == one.post.head
                and one.participant.post.lower().split()[0] == other.participant.post.lower().split()[0]
            ]
        return alike[0] if len(alike) == 1 else one

    def participants(self, officials: Iterable[Official]) -> tuple[Participant, ...]:
        """Each once, by rank within a side; a bare name nobody has a post for is left out."""
        seen: dict[tuple[Side, str, str], Participant] = {}
        for one in map(self.known, officials):
            if one.post is None:
                continue
            told = one.participant
            seen.setdefault((told.side, told.post.lower() if not told.name else "", told.name), told)
        return tuple(sorted(seen.values(), key=lambda told: told.level.rank))

    def of_cell(self, role: Role) -> list[Official]:
        return [one for one in self._cells[role].officials if one.post] if role in self._cells else []

"""Reads a place cell: settlements, venues and remote marks, with the places they name."""

import re
from dataclasses import dataclass

from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Evidence, Mention

from .plain import Plain, mask_quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePart:
    """One of the places a cell gives; texts as written, white space folded."""

    settlement: str = ""  # «г. Полоцк, Витебская область, Республика Беларусь»
    venue: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReading:
    """`at_home`: held in the home region (a venue alone is there); None where the cell names no place, is
    remote only, or names places on both sides."""

    parts: tuple[PlacePart, ...] = ()
    remote: bool = False
    in_writing: bool = False  # «В рабочем порядке» is no place
    to_be_specified: bool = False
    at_home: bool | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for part in self.parts for code in part.codes))


_REMOTE = re.compile(
    r"(?:онлайн|интернет)-(?:площадк|платформ)\w*|"
    r"\(?\s{0,3}(?:в )?(?:дистанц\.|дист\.|дистанционн|комбинированн|смешанн|гибридн|онлайн|удаленн)\w*"
    r"(?:[ -](?:формат|режим|участи)\w*)?"
    r"(?:\s{0,3}:?\s{0,3}(?:очно|дистанционно|онлайн)(?: и (?:онлайн|дистанционно|очно))?)?\s{0,3}\)?|"
    r"\(?\s{0,3}(?:в )?(?:режим|формат)\w* (?:видео-?конференц|видео-?связ|онлайн|вкс)[\w-]*\s{0,3}\)?|"
    r"\(?\s{0,3}(?:посредством |по )?(?:видео-?конференц-?связ|видео-?конференц|видеосвяз|"
    r"вкс(?!\w))[\w-]*\s{0,3}\)?|"
    r"(?:официальн\w+ )?сайт(?!\w)|\(?\s{0,3}(?:очно|заочно)(?: и (?:онлайн|дистанционно|"
    r"заочно))?\s{0,3}\)?",
    re.IGNORECASE,
)
_WRITING = re.compile(r"(?:в )?раб(?:оч\w+|\.) ?порядк\w*|по переписке|заочно", re.IGNORECASE)
_BY_POST = (
    r"(?:по )?(?:(?:электронн|обычн)\w+ |эл\. ?)?почт(?:а|е|ой|ою)|"
    r"(?:по )?(?:телефону?|e-?mail|факсу?)|"
    r"почтов\w+ (?:пересылк|отправлени|отправк|рассылк|посылк|бандерол)\w*|"
    r"(?:отправк|пересылк|рассылк)\w+ (?:по )?почт(?:е|ой)|"
    r"(?:посылк(?:а|ой|ами)|бандерол(?:ь|ью|ями))(?: почты россии)?|"
    r"(?:по )?межбиблиотечн\w+ абонемент\w*(?:, почта)?|"
    r"(?:(?:рабоч|служебн|почтов|электронн)\w+ (?:и (?:почтов|электронн)\w+ )?)?переписк\w+|"
    r"раб(?:очий|\.) ?порядок|в раб\. ?порядке|"
    r"письменн\w+ (?:обращени|запрос|ответ|консультаци|предложени)\w*|обмен письмами|письм(?:ом|ами)"
)
_ALL_BY_POST = re.compile(  # «переписка, запросы»
    rf"(?:{_BY_POST})(?:(?:,|;|/| и) ?(?:{_BY_POST}|(?:запрос|обращени|ответ|письм)\w*))*", re.IGNORECASE
)
_UNSURE = re.compile(
    r"\(?\s{0,3}(?:(?:место|адрес|информация|площадка)\s{1,3})?(?:проведения )?(?:уточня\w+|"
    r"будет (?:уточнен|определен)\w*|"
    r"определя\w+|согласовыва\w+|по согласованию|не определено)\s{0,3}\)?",
    re.IGNORECASE,
)
_SETTLEMENT = re.compile(
    r"\s*(?:(?:г|гор|пос|п|пгт|д|дер|с|ст|х|аг|агрогородок|рп|р\. ?п)\.?\s+[А-ЯЁ]|(?:город|поселок|деревня|"
    r"село|станица)\w*\s|"
    r"[А-ЯЁ][\w-]+(?:ий|ый|ая|ое|ого|ой) (?:район|р-н|край|область|республика|муниципальный|"
    r"городской округ)(?!\w)|"
    r"[А-ЯЁ][\w-]+ (?:область|край|район|р-н)(?!\w)|республика\s|муниципальн\w+ образовани)",
    re.IGNORECASE,
)
_COMMA = re.compile(r",\s*")
_LINE = re.compile(r"[ \t]{0,9}\n\s{0,9}")
_BLANK = re.compile(r";|\n\s{0,9}\n")


def is_by_post(place: str) -> bool:
    """«почтой», «рабочая переписка»: a cell that says how it went and names no place (no «Музей почты»)."""
    return _ALL_BY_POST.fullmatch(" ".join(place.split()).strip(" .")) is not None


def read_place(text: str, gazetteer: Gazetteer) -> PlaceReading:
    plain = Plain.of(text)
    in_writing = _WRITING.search(plain.text) is not None or is_by_post(text)
    unsure = _UNSURE.search(plain.text) is not None
    remote = any(found[0].strip() for found in _REMOTE.finditer(plain.text))
    rest = "" if is_by_post(text) else plain.text
    for pattern in (_WRITING, _UNSURE, _REMOTE):
        rest = pattern.sub(lambda found: " " * len(found[0]), rest)
    parts = tuple(
        part
        for start, end in _pieces(rest, _BLANK)
        if (part := _read_part(plain, rest, start, end, gazetteer)) is not None
    )
    return PlaceReading(
        parts=parts,
        remote=remote,
        in_writing=in_writing,
        to_be_specified=unsure,
        at_home=_at_home(parts, gazetteer),
    )


def _read_part(plain: Plain, rest: str, start: int, end: int, gazetteer: Gazetteer) -> PlacePart | None:
    mentions = gazetteer.find(rest[start:end])
    settlements: list[str] = []
    venues: list[str] = []
    masked = mask_quotes(rest[start:end])
    for first, last in _lines(masked, mentions):
        written = _written(plain, rest, start + first, start + last).strip(" .,:;")
        if re.search(r"\w", written):
            (settlements if _is_settlement(masked, first, last, mentions) else venues).append(written)
    if not settlements and not venues:
        return None
    return PlacePart(
        settlement=", ".join(settlements),
        venue=", ".join(venues),
        codes=tuple(
            dict.fromkeys(
                mention.code for mention in mentions if settlements == [] or mention.evidence is Evidence.NAME
            )
        ),
    )


def _lines(masked: str, mentions: list[Mention]) -> list[tuple[int, int]]:
    """Between commas; a line break divides only beside a settlement, as most breaks just keep lines short."""
    lines: list[tuple[int, int]] = []
    for first, last in _pieces(masked, _COMMA):
        at = first
        for found in _LINE.finditer(masked, first, last):
            if _is_settlement(masked, at, found.start(), mentions) or _SETTLEMENT.match(masked, found.end()):
                lines.append((at, found.start()))
                at = found.end()
        lines.append((at, last))
    return lines


def _is_settlement(masked: str, first: int, last: int, mentions: list[Mention]) -> bool:
    """Begins as one or is one by name: «Москва», «Посольство … Республики» is none."""
    start = first + len(masked[first:last]) - len(masked[first:last].lstrip(" ("))
    if _SETTLEMENT.match(masked, start):
        return True
    return any(mention.start == start and mention.evidence is Evidence.NAME for mention in mentions)


def _written(plain: Plain, rest: str, start: int, end: int) -> str:
    """As written, without the marks that `rest` has blanked."""
    signs = (
        plain.source[slice(*plain.span(at, at + 1))] if rest[at] == plain.text[at] else " "
        for at in range(start, end)
    )
    return " ".join("".join(signs).split())


def _pieces(text: str, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    """Between separators that stand outside of brackets."""
    pieces, at = [], 0
    for found in separator.finditer(text):
        if text.count("(", at, found.start()) <= text.count(")", at, found.start()):
            pieces.append((at, found.start()))
            at = found.end()
    return [*pieces, (at, len(text))]


def _at_home(parts: tuple[PlacePart, ...], gazetteer: Gazetteer) -> bool | None:
    if not parts:
        return None
    sides = {_side(part, gazetteer) for part in parts}
    return sides.pop() if len(sides) == 1 else None


def _side(part: PlacePart, gazetteer: Gazetteer) -> bool | None:
    """A settlement nobody knows is one of ours, as others are named with their region; a bare venue may be
    anywhere."""
    above = gazetteer.ancestors(gazetteer.home)
    known = [code for code in part.codes if code not in {place.code for place in above}]
    if not known:
        return True if part.settlement else None
    return any(
        code == gazetteer.home or gazetteer.home in {place.code for place in gazetteer.ancestors(code)}
        for code in known
    )

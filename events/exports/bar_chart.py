"""Bar charts as SVG: drawn on the server, without a script or a style attribute.

Labels are wrapped by widths on the safe side, since whoever opens the file has fonts of their own: a text may
come out narrower than its room, never wider.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .xml import escape, quote

_INK, _SOFT, _LINE = "#1d2a30", "#51606a", "#d8d8cf"
_NOW, _BEFORE = "#0e3d4b", "#b08a3c"
_FONT = "Golos Text, PT Sans, Segoe UI, Roboto, Liberation Sans, Arial, sans-serif"
_TEXT, _NUMBER, _SMALL, _HEADLINE = 13, 12, 11, 16  # px
_LEADING = 1.3
_BAR, _BETWEEN, _AROUND = 12, 2, 12  # height of a bar, between bars of a label, between labels
_NARROW = 480  # a picture below this width has its labels above the bars
_UNKNOWN = "нет данных"
_NUMBER_ROOM = 110  # px for what stands behind the longest bar


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """`series`: (label, a value for each of `labels`), this year's first; None where nothing is known.

    `headline`: what the chart shows, in a sentence; `more`: what it leaves to the table; `source`: what it
    rests on. All texts are Russian.
    """

    slug: str
    headline: str
    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[int | None, ...]], ...]
    more: str = ""
    source: str = ""


def draw(chart: BarChart, width: int, *, alone: bool = False) -> str:
    """The SVG element, `width` px wide; `alone`: with headline, title and source, on white, as a file."""
    return "".join(_Drawing(chart, width, alone).elements())


class _Drawing:
    def __init__(self, chart: BarChart, width: int, alone: bool) -> None:
        self._chart, self._width, self._alone = chart, width, alone
        self._edge = 16 if alone else 0
        self._is_narrow = width < _NARROW
        self._left = self._edge if self._is_narrow else round(width * 0.38)
        self._labels = [wrapped(label, self._label_room, _TEXT) for label in chart.labels]
        self._longest = max((value or 0 for _label, values in chart.series for value in values), default=0)
        self._hatch = f"hatch-{chart.slug}-{width}"

    @property
    def _label_room(self) -> int:
        return self._width - 2 * self._edge if self._is_narrow else self._left - self._edge - 10

    def elements(self) -> Iterator[str]:
        body = list(self._body())
        height = round(self._y + self._edge)
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self._width} {height}"'
            f' width="{self._width}" height="{height}" font-family="{_FONT}" fill="{_INK}"'
        )
        yield f' role="img" aria-label="{quote(self._chart.headline)}">'
        yield (
            f'<defs><pattern id="{self._hatch}" width="6" height="6" patternUnits="userSpaceOnUse"'
            f' patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
            f'<rect width="2.5" height="6" fill="{_BEFORE}"/></pattern></defs>'
        )
        if self._alone:
            yield f'<rect width="{self._width}" height="{height}" fill="#fff"/>'
        yield from body
        yield "</svg>"

    def _body(self) -> Iterator[str]:
        self._y: float = self._edge
        chart = self._chart
        if self._alone:
            yield from self._lines(chart.headline, _HEADLINE, weight=600)
            self._y += 4
            yield from self._lines(chart.title, _TEXT, fill=_SOFT)
            self._y += 10
        if len(chart.series) > 1:
            yield from self._legend()
        for place, label in enumerate(self._labels):
            yield from self._group(place, label)
        if chart.more:
            yield from self._lines(chart.more, _NUMBER, fill=_SOFT)
        if self._alone:
            self._y += 10
            yield from self._lines(chart.source, _SMALL, fill=_SOFT)

    def _legend(self) -> Iterator[str]:
        x: float = self._edge
        for place, (label, _values) in enumerate(self._chart.series):
            yield self._bar(x, self._y, 18, place)
            yield self._text(x + 24, self._y + _BAR - 1, label, _NUMBER)
            x += 24 + text_width(label, _NUMBER) + 20
        self._y += _BAR + _AROUND

    def _group(self, place: int, label: list[str]) -> Iterator[str]:
        line = _TEXT * _LEADING
        bars = len(self._chart.series) * (_BAR + _BETWEEN) - _BETWEEN
        if self._is_narrow:
            for number, words in enumerate(label):
                yield self._text(self._edge, self._y + number * line + _TEXT, words, _TEXT)
            self._y += len(label) * line + 2
            top, height = self._y, float(bars)
        else:
            height = max(bars, len(label) * line)
            first = self._y + (height - len(label) * line) / 2
            for number, words in enumerate(label):
                yield self._text(self._left - 10, first + number * line + _TEXT, words, _TEXT, end=True)
            top = self._y + (height - bars) / 2
        for number, (_label, values) in enumerate(self._chart.series):
            yield from self._value(top + number * (_BAR + _BETWEEN), values[place], number)
        self._y += height + _AROUND

    def _value(self, y: float, value: int | None, series: int) -> Iterator[str]:
        if value is None:
            yield self._text(self._left, y + _BAR - 2, _UNKNOWN, _SMALL, fill=_SOFT)
            return
        room = self._width - self._edge - self._left - _NUMBER_ROOM
        length = max(room * value / self._longest, 1.5) if value else 0.0
        if value:
            yield self._bar(self._left, y, length, series)
        number = f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")
        yield self._text(self._left + length + (5 if value else 0), y + _BAR - 1.5, number, _NUMBER)

    def _bar(self, x: float, y: float, length: float, series: int) -> str:
        fill, edge = (f"url(#{self._hatch})", _BEFORE) if series else (_NOW, _NOW)
        box = f'x="{x:.1f}" y="{y:.1f}" width="{length:.1f}" height="{_BAR}"'
        return f'<rect {box} fill="{fill}" stroke="{edge}"/>'

    def _lines(self, text: str, size: int, *, weight: int = 400, fill: str = _INK) -> Iterator[str]:
        for words in wrapped(text, self._width - 2 * self._edge, size):
            yield self._text(self._edge, self._y + size, words, size, weight=weight, fill=fill)
            self._y += size * _LEADING

    def _text(
        self,
        x: float,
        y: float,
        words: str,
        size: int,
        *,
        end: bool = False,
        weight: int = 400,
        fill: str = _INK,
    ) -> str:
        anchor = ' text-anchor="end"' if end else ""
        bold = f' font-weight="{weight}"' if weight != 400 else ""
        colour = f' fill="{fill}"' if fill != _INK else ""
        return (
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}"{anchor}{bold}{colour}>{escape(words)}</text>'
        )


_THIN = frozenset(".,:;!|'()[]«»-–ilIjtfг ")
_WIDE = frozenset("мшщжюыфwmМШЩЖЮФЫДWM—№%")


def text_width(text: str, size: float) -> float:
    """At most so wide, in px, in any customary sans-serif."""
    return size * sum(_character_width(character) for character in text)


def _character_width(character: str) -> float:
    if character in _WIDE:
        return 0.95
    if character in _THIN:
        return 0.45
    return 0.75 if character.isupper() else 0.63


def wrapped(text: str, room: float, size: float) -> list[str]:
    """In lines no wider than `room`; a word that is wider by itself is parted."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
            continue
        while text_width(word, size) > room:
            fitting = next(
                count
                for count in range(len(word) - 1, 0, -1)
                if count == 1 or _fits(word[:count], room, size)
            )
            lines.append(f"{word[:fitting]}-")
            word = word[fitting:]
        lines.append(word)
    return lines


def _fits(part: str, room: float, size: float) -> bool:
    return text_width(f"{part}-", size) <= room

"""A picture of the map as a file that stands alone: colours, caption, numbers, legend, source."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from html import escape

from django.conf import settings

from .pictures import Picture

# As in map.css, which a file that stands alone does not see.
_COLOURS = {
    "0": "#e9e6dc",
    "1": "#c9dfe4",
    "2": "#94bfca",
    "3": "#5a97a8",
    "4": "#256b80",
    "5": "#0b3341",
    "home": "#d9a93a",
}
_CHOSEN = "#9a6b00"
_SHAPE = re.compile(r'<g id="([^"]+)"')
_TOP, _LINE = 30, 22  # room for the caption; height of a line of the legend


@cache
def _shapes(file: str) -> str:
    """The drawing within the picture's outer element."""
    text = (settings.BASE_DIR / "static" / file).read_text(encoding="utf-8")
    return text[text.index(">", text.index("<svg")) + 1 : text.rindex("</svg>")]


def draw(
    picture: Picture,
    shades: Mapping[str, str],
    *,
    caption: str,
    numbers: Iterable[tuple[int, int, str]],
    legend: Iterable[tuple[str, str]],
    chosen: Collection[str],
    notes: Iterable[str],
) -> str:
    """`shades`: colour class by shape; `numbers`: written at points; `legend`: colour classes in words."""

    def paint(shape: re.Match[str]) -> str:
        shade, code = shades.get(shape[1]), shape[1]
        outline = f' stroke="{_CHOSEN}" stroke-width="3"' if shade and code in chosen else ""
        return f'{shape[0]} fill="{_COLOURS[shade]}"{outline}' if shade else shape[0]

    classes = list(legend)
    told = list(notes)
    foot = _TOP + picture.height
    per_row = max(1, picture.width // 200)
    rows = -(-len(classes) // per_row)
    height = foot + (rows + len(told)) * _LINE + 12
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{picture.width}" height="{height}" '
        f'viewBox="0 0 {picture.width} {height}" font-family="PT Sans, Arial, sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="8" y="20" font-size="15" font-weight="700">{escape(caption)}</text>',
        f'<svg y="{_TOP}" width="{picture.width}" height="{picture.height}" '
        f'viewBox="0 0 {picture.width} {picture.height}"><rect width="100%" height="100%" fill="#f3f7f8"/>',
        # By attributes: where no inline style is allowed, shapes would be left without colour.
        _SHAPE.sub(paint, _shapes(picture.file)),
        # Once more above the neighbours, which cover half of the outline.
        *(f'<use href="#{code}"/>' for code in chosen if code in shades),
        '<g font-size="11" font-weight="600" text-anchor="middle" paint-order="stroke" stroke="#fff" '
        'stroke-width="2.5" stroke-linejoin="round">',
        *(f'<text x="{x}" y="{y}" dy=".35em">{escape(text)}</text>' for x, y, text in numbers),
        "</g></svg>",
    ]
    for place, (shade, words) in enumerate(classes):
        x, y = 8 + place % per_row * 200, foot + 8 + place // per_row * _LINE
        parts += [
            f'<rect x="{x}" y="{y}" width="16" height="14" fill="{_COLOURS[shade]}" stroke="#999"/>',
            f'<text x="{x + 22}" y="{y + 12}">{escape(words)}</text>',
        ]
    for place, words in enumerate(told):
        y = foot + rows * _LINE + place * _LINE + 20
        parts.append(f'<text x="8" y="{y}" font-size="11" fill="#555">{escape(words)}</text>')
    return "".join([*parts, "</svg>"])

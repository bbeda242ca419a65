"""Charts as SVG: well-formed, nothing beyond its room, no texts on each other."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from events.exports.bar_chart import BarChart, draw, text_width, wrapped

_SVG = "{http://www.w3.org/2000/svg}"
_words = st.text('абвгМШщ<&"»–0 ', min_size=1, max_size=90).map(lambda text: " ".join(text.split()) or "а")


@st.composite
def charts(drawing: st.DrawFn) -> BarChart:
    count = drawing(st.integers(0, 6))
    values = st.tuples(*[st.one_of(st.none(), st.integers(0, 10**7))] * count)
    names = ("2024", "2023 (документы не те же)")[: drawing(st.integers(1, 2))]
    return BarChart(
        slug="sphere",
        headline=drawing(_words),
        title=drawing(_words),
        labels=drawing(st.tuples(*[_words] * count)),
        series=tuple((name, drawing(values)) for name in names),
        more=drawing(st.sampled_from(["", "и еще 7 сфер – в таблице"])),
        source=drawing(_words),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(chart=charts(), width=st.sampled_from([340, 720, 900]), alone=st.booleans())
def test_every_text_and_bar_has_a_place_of_its_own(chart: BarChart, width: int, alone: bool) -> None:
    picture = etree.fromstring(draw(chart, width, alone=alone))
    height = float(picture.get("height"))
    boxes = []
    for text in picture.iter(f"{_SVG}text"):
        size, x, y = (float(text.get(name)) for name in ("font-size", "x", "y"))
        length = text_width(text.text or "", size)
        left = x - length if text.get("text-anchor") == "end" else x
        assert (left >= -0.1, left + length <= width + 0.1, y <= height) == (True, True, True), text.text
        boxes.append((left, y - size * 0.75, left + length, y))
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            beside = one[2] <= other[0] or other[2] <= one[0]
            apart = one[3] <= other[1] + 0.1 or other[3] <= one[1] + 0.1
            assert beside or apart
    assert all(
        float(bar.get("x") or 0) + float(bar.get("width")) <= width for bar in picture.findall(f"{_SVG}rect")
    )


def test_what_is_not_known_is_no_zero() -> None:
    chart = BarChart(
        slug="q", headline="В IV квартале – все", title="", labels=("I", "II"), series=(("2024", (None, 0)),)
    )
    drawn = draw(chart, 340)
    assert re.findall(r">(нет данных|0)<", drawn) == ["нет данных", "0"]
    assert "style=" not in drawn


def test_a_word_wider_than_its_room_is_parted() -> None:
    assert wrapped("сельскохозяйственный", 60, 13) == ["сельск-", "охозяй-", "ственн-", "ый"]

"""What a dossier of one page keeps of its lists."""

from events.cooperation.short_dossier import SHORT_STYLE, _cut, _fitted, _Section
from events.exports.paper import ListBlock, height


def items(blocks: list) -> list[str]:
    return [text for block in blocks if isinstance(block, ListBlock) for text in block.texts]


def test_what_does_not_fit_is_counted() -> None:
    section = _Section("Визиты", [f"Визит {number}" for number in range(10)])
    shown = items(_fitted([section], 7))
    assert shown[-1] == f"и другие (еще {10 - (len(shown) - 1)})"
    assert shown[:-1] == section.lines[: len(shown) - 1]


def test_a_short_section_leaves_its_share_to_a_longer_one() -> None:
    short, long = _Section("Соглашения", ["Одно"]), _Section("Визиты", ["Визит"] * 30)
    free = 24
    blocks = _fitted([short, long], free)
    assert items(blocks)[0] == "Одно"
    assert free - 2 <= height(blocks, SHORT_STYLE) <= free
    assert len(items(blocks)) > len(items(_fitted([long], free // 2)))


def test_a_section_without_room_is_left_out() -> None:
    assert _fitted([_Section("Визиты", ["Визит"])], 1) == []


def test_a_long_text_is_cut_at_a_word() -> None:
    assert _cut("слово " * 60) == "слово " * 49 + "слово …"
    assert _cut("слово") == "слово"

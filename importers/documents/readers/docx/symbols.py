"""Characters of symbol fonts: the private codes that Word stores, as Unicode where there is a like."""

PRIVATE = range(0xF000, 0xF100)

WINGDINGS = {
    0x2A: "✉", 0x28: "☎", 0x4A: "☺", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑",
    0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA7: "▪",
    0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
SYMBOL = {
    0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔",
    0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×",
    0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC6: "∅",
    0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
GREEK = dict(zip(
    (*range(0x41, 0x5B), *range(0x61, 0x7B)),
    "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
    strict=True,
))  # fmt: skip
FONTS = {"symbol": SYMBOL | GREEK, "wingdings": WINGDINGS}


def character(font: str, code: str) -> str | None:
    """The character of w:sym, None where nothing like it is known."""
    try:
        point = int(code, 16)
    except ValueError:
        return None
    table = FONTS.get(font.strip().lower())
    if table is not None or point in PRIVATE:
        low = point & 0xFF
        known = (table or {}).get(low)
        if known is None and table is FONTS["symbol"] and 0x20 <= low < 0x40:
            return chr(low)
        return known
    if not 0x20 <= point < 0x110000 or 0xD800 <= point < 0xE000:
        return None
    return chr(point)


def bullet(font: str, text: str) -> str:
    """A bullet as it looks: private codes by their font, a plain bullet where the font is unknown."""
    return "".join(
        (character(font, f"{ord(letter):X}") or "•") if ord(letter) in PRIVATE else letter for letter in text
    )

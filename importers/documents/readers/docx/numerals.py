"""List numbers in the forms Word prints them."""

from collections.abc import Callable

ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
LATIN = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"  # Word leaves out ё, й, ъ, ы and ь
MAX_ROMAN = 32_767
MAX_REPEATED = 30


def roman(number: int) -> str:
    if not 0 < number <= MAX_ROMAN:
        return str(number)
    text = ""
    for amount, letters in ROMAN:
        text += letters * (number // amount)
        number %= amount
    return text


def letters(number: int, alphabet: str) -> str:
    """a … z, aa, bb … as Word counts, not aa, ab."""
    repeated, place = divmod(number - 1, len(alphabet))
    if number < 1 or repeated >= MAX_REPEATED:
        return str(number)
    return alphabet[place] * (repeated + 1)


FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: letters(number, LATIN).upper(),
    "lowerLetter": lambda number: letters(number, LATIN),
    "russianUpper": lambda number: letters(number, RUSSIAN).upper(),
    "russianLower": lambda number: letters(number, RUSSIAN),
    "ordinal": lambda number: f"{number}-й",
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda number: "",
}


def written(number: int, form: str, pattern: str = "") -> str:
    """A number in one of Word's forms; `pattern` is that of the form "custom" («001, 002, 003, ...»)."""
    if form == "custom":
        width = len(pattern.partition(",")[0].strip())
        return f"{number:0{min(width, 10)}}" if width else str(number)
    return FORMS.get(form, str)(number)

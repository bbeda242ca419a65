"""Writes the tables of ../world in the columns that read.py expects."""

import csv
import io
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from agreements.reference.read import PartnerRow
from agreements.reference.table import SEPARATOR

_FOLDER = Path(__file__).parents[1] / "world"
_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_LATIN = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"
_LETTERS = {
    letter: "" if latin == "-" else latin for letter, latin in zip(_RUSSIAN, _LATIN.split(), strict=True)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the table; `names` and `officials` in the order of CASES."""

    code: str
    kind: str
    parent: str
    names: tuple[str, ...]
    officials: tuple[str, ...] = ()
    iso: str = ""
    capital: str = ""
    aliases: tuple[str, ...] = ()

    def cells(self) -> list[str]:
        officials = self.officials or ("",) * 6
        aliases = SEPARATOR.join(self.aliases)
        place = [self.code, self.kind, self.parent]
        return [*place, *self.names, *officials, self.iso, "", self.capital, aliases]


def code_of(name: str) -> str:
    """«Нишавский округ» → "nishavsky": transliterated, without the head word."""
    name = re.sub(r" (?:область|район|округ|уезд|край|мухафаза)$", "", name)
    name = re.sub(r"(?:ий|ый)(?=[ -]|$)", "ы", name.lower())
    letters = "".join(_LETTERS.get(letter, "-" if letter in " -–" else "") for letter in name)
    return re.sub("-+", "-", letters).strip("-")


def write(name: str, lines: Sequence[Line]) -> None:
    """With --check nothing is written: the file must hold these lines."""
    target = io.StringIO(newline="")
    table = csv.writer(target, lineterminator="\n")
    table.writerow(field.name for field in fields(PartnerRow))
    table.writerows(line.cells() for line in lines)
    path = _FOLDER / name
    if "--check" not in sys.argv[1:]:
        path.write_text(target.getvalue(), encoding="utf-8", newline="")
    elif path.read_text(encoding="utf-8") != target.getvalue():
        sys.exit(f"{path.name} is not what the source makes")

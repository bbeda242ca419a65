"""Headings of sections as documents write them."""

import re

_NUMBER = re.compile(
    r"^\s*(?:(?:раздел|глава|часть)\s+)?(?:[IVXLІХ]+|\d+(?:\.\d+)*)\s*[.)]\s*(?=\S)", re.IGNORECASE
)


def without_number(heading: str) -> str:
    """«I. Министерство …», «3. Комитет …»: the number orders the headings and is no part of a name."""
    return _NUMBER.sub("", heading, count=1) or heading

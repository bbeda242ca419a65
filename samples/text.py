"""A sample as a text dump of Word: a tab before each cell, further paragraphs of a cell without one."""

from .model import SAME, Sample


def text_dump(sample: Sample) -> bytes:
    lines = [" " + "\n".join(sample.title), ""]
    lines += [f"\t{heading}" for heading in sample.headings]
    number = 0
    for section in sample.content:
        lines += ["", f"\t{section.heading}"]
        for row in section.rows:
            number += 1
            cells = ("" if cell == SAME else cell for cell in row)
            lines += ["", f"\t{number}. ", *(f"\t{cell}" for cell in cells)]
    for note in sample.notes:
        lines += ["", f"\t{note}"]
    return ("\n".join(lines) + "\n").encode()

"""Tables of figures and the bar charts drawn from them."""

from dataclasses import dataclass
from typing import Any

from .cells import FigureCell


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """`series`: (label, a value for each of `labels`)."""

    slug: str
    title: str
    across: bool  # horizontal bars beside long labels
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "across": self.across,
            "labels": self.labels,
            "series": [{"label": label, "values": values} for label, values in self.series],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    slug: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[FigureCell, ...], ...]
    bars: tuple[BarChart, ...] = ()
    note: str = ""

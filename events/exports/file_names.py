"""Names of downloaded files: «План межрегиональный I полугодие 2025, редакция 2.docx» (no Django)."""

import re
from datetime import date
from urllib.parse import quote

from events.period import Period
from events.vocabulary import Kind

_NAMES = {
    Kind.INTERREGIONAL_PLAN: "План межрегиональный",
    Kind.INTERREGIONAL_REPORT: "Отчет межрегиональный",
    Kind.AGREEMENTS_REPORT: "Отчет по соглашениям",
    Kind.INTERNATIONAL_PLAN: "План международный",
    Kind.INTERNATIONAL_REPORT: "Отчет международный",
}
_LONGEST = 80  # characters of what a list was narrowed to
_NEVER = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def file_name(kind: Kind, period: Period, suffix: str, *, about: str = "", partner: str = "") -> str:
    """`about` is what follows the comma: «редакция 2», «изменения»."""
    when = period.title.removesuffix(" года").removesuffix(" год")
    name = " ".join(part for part in (_NAMES[kind], partner, when) if part)
    name = f"{name}, {about}" if about else name
    return f"{_NEVER.sub(' ', name)}.{suffix}"


def list_name(title: str, chosen: str, day: date, suffix: str) -> str:
    """Of a list with what it was narrowed to: «Перечень мероприятий – Беларусь, 21.11.2026.docx»."""
    about = _NEVER.sub(" ", chosen)
    if len(about) > _LONGEST:
        about = f"{about[:_LONGEST].rpartition(' ')[0].rstrip(' ,')}…"
    name = f"{title} – {about}" if about else title
    return f"{name}, {day:%d.%m.%Y}.{suffix}"


def disposition(name: str) -> str:
    """The Content-Disposition of a download with a Cyrillic name (RFC 6266) and an ASCII fallback."""
    suffix = re.sub(r"[^A-Za-z0-9]", "", name.rpartition(".")[2])[:10] or "bin"
    return f"attachment; filename=\"document.{suffix}\"; filename*=UTF-8''{quote(name, safe='')}"

"""Compares the answers of two versions and reports the differences for a person to judge."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import unified_diff

from answers import Answer, Kept
from normal_form import text_alone

_LINES = 12  # of one difference
_WIDTH = 200
_SHOWN = 60  # kinds of differences
_KEYS = 3  # that one kind of difference was found at


@dataclass(kw_only=True)
class Comparison:
    equal: int = 0
    different: dict[str, str] = field(default_factory=dict)  # {key: what differs}
    gone: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    statuses: dict[str, Counter] = field(default_factory=dict)  # {who: {status: answers}} of the new version
    broken: list[str] = field(default_factory=list)  # keys the new version answers with an error of its own

    @property
    def is_equal(self) -> bool:
        """Additions break nothing, but are reported too."""
        return not (self.different or self.gone)


def compare(former: Kept, new: Kept, *, text_only: bool) -> Comparison:
    found = Comparison(
        gone=sorted(former.by_key.keys() - new.by_key.keys()),
        added=sorted(new.by_key.keys() - former.by_key.keys()),
    )
    for key, answer in new.by_key.items():
        found.statuses.setdefault(answer.who, Counter())[str(answer.status)] += 1
        if str(answer.status) in ("500", "broken"):
            found.broken.append(key)
        if key in former.by_key:
            said = _difference(former.by_key[key], answer, former, new, text_only=text_only)
            if said:
                found.different[key] = said
            else:
                found.equal += 1
    return found


def _difference(was: Answer, now: Answer, former: Kept, new: Kept, *, text_only: bool) -> str:
    lines = []
    if was.status != now.status:
        lines.append(f"status {was.status} → {now.status}")
    for name in sorted(was.headers.keys() | now.headers.keys()):
        if was.headers.get(name) != now.headers.get(name):
            lines.append(f"{name}: {was.headers.get(name)} → {now.headers.get(name)}")
    if was.body != now.body:
        before, after = former.form_of(was), new.form_of(now)
        if text_only and was.is_page and now.is_page:
            before, after = text_alone(before), text_alone(after)
        changed = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
        lines += [line for line in changed if not line.startswith(("---", "+++", "@@"))]
        if before != after and not lines:
            lines.append("line ends differ")
    return "\n".join(line[:_WIDTH] for line in lines[:_LINES])


def told(found: Comparison, database: str) -> Iterable[str]:
    compared = found.equal + len(found.different)
    yield (
        f"{database}: {compared} answers compared, {found.equal} equal, {len(found.different)} different, "
        f"{len(found.gone)} only in the former version, {len(found.added)} only in the new one"
    )
    for who, statuses in sorted(found.statuses.items()):
        counted = ", ".join(f"{status} {count}" for status, count in sorted(statuses.items()))
        yield f"  {who}: {sum(statuses.values())} ({counted})"
    for title, keys in (
        ("errors of the new version", found.broken),
        ("only in the former version", found.gone),
        ("only in the new version", found.added),
    ):
        if keys:
            yield f"  {title}: {len(keys)}"
            yield from (f"    {key}" for key in keys[:20])
    # One changed template shows on hundreds of pages: it is told once.
    kinds: dict[str, list[str]] = {}
    for key, said in found.different.items():
        kinds.setdefault(said, []).append(key)
    by_weight = sorted(kinds.items(), key=lambda kind: -len(kind[1]))
    for said, keys in by_weight[:_SHOWN]:
        more = f" and {len(keys) - _KEYS} more" if len(keys) > _KEYS else ""
        yield f"  {'; '.join(keys[:_KEYS])}{more}:"
        yield from (f"    {line}" for line in said.splitlines())
    if by_weight[_SHOWN:]:
        yield f"  … and {len(by_weight[_SHOWN:])} more kinds of differences"

"""Answers of one version on disk: an index of the requests, and each distinct body once."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

_INDEX, _BODIES = "answers.jsonl", "bodies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`key` says who asked what and is the same for both versions; `body` names the normal form."""

    key: str
    who: str
    status: int | str
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    is_page: bool = False


class Written:
    """A folder of answers, for writing."""

    def __init__(self, folder: Path):
        (folder / _BODIES).mkdir(parents=True, exist_ok=True)
        self._folder = folder

    def add(
        self,
        key: str,
        who: str,
        status: int | str,
        form: str,
        *,
        headers: dict[str, str] | None = None,
        is_page: bool = False,
    ) -> None:
        name = hashlib.sha256(form.encode()).hexdigest()
        body = self._folder / _BODIES / name
        if not body.exists():
            body.write_text(form, encoding="utf-8", newline="")
        answer = Answer(key=key, who=who, status=status, headers=headers or {}, body=name, is_page=is_page)
        with (self._folder / _INDEX).open("a", encoding="utf-8") as index:
            index.write(json.dumps(asdict(answer), ensure_ascii=False) + "\n")


class Kept:
    """A folder of answers, for reading."""

    def __init__(self, folder: Path):
        self._folder = folder
        self.by_key = {answer.key: answer for answer in self._read()}

    def _read(self) -> Iterator[Answer]:
        with (self._folder / _INDEX).open(encoding="utf-8") as index:
            for line in index:
                yield Answer(**json.loads(line))

    def form_of(self, answer: Answer) -> str:
        return (self._folder / _BODIES / answer.body).read_bytes().decode()

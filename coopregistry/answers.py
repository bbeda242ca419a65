"""What is said after an action, with the button that takes it back."""

from django.contrib import messages
from django.http import HttpRequest

_UNDO = "undo:"


def done(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """`undo`: the address that takes the action back when it is posted to."""
    messages.success(request, text, extra_tags=_UNDO + undo if undo else "")


def undo_address(extra_tags: str | None) -> str:
    """The address `done` was given; empty where there is none."""
    return extra_tags.removeprefix(_UNDO) if extra_tags and extra_tags.startswith(_UNDO) else ""

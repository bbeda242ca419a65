"""What a person entered for an entry: the form gives it, the page previews it, `saving` writes it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from agreements.models import Agreement, Department, Partner
from events.models import Event, Sphere
from events.phrases.house_wording import EnteredValues
from events.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryContent:
    """Complete where the form is valid; before that, what is valid so far."""

    entered: EnteredValues
    cells: Mapping[Role, str]  # as they will be printed
    extra: Mapping[str, str]  # heading of a column without a role → text
    partners: tuple[Partner, ...]  # in the order they are printed
    partners_as_text: tuple[str, ...]  # names no partner is known by, printed after the others
    as_written: frozenset[str]  # of those: the ones that are right as they are
    left_out: frozenset[str]  # codes of partners the cells name, though they are none
    agreement: Agreement | None
    department: Department | None
    is_department_chosen: bool  # the form offered several
    sphere: Sphere | None
    event: Event | None  # offered as the same one
    is_apart: bool  # to be counted apart from the entries it was counted with
    files: tuple[UploadedFile, ...]

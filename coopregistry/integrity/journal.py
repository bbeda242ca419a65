"""The journal against its seals."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from ..journal.verification import verify
from .checks import Fault, integrity_check


@integrity_check("journal", gettext_lazy("The journal against its seals"))
def check_journal() -> Iterator[Fault]:
    yield from (Fault(record=one.record, what=one.what) for one in verify())

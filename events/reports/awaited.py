"""What is still awaited from the departments a document was requested of, in words."""

from collections.abc import Iterable

from django.utils.translation import ngettext

from events.models import Submission


def awaited_in_words(submissions: Iterable[Submission]) -> list[str]:
    """A department is late once its own term has passed, not before; what was returned is told apart."""
    under_way = [submission for submission in submissions if not submission.is_received]
    never_received = [one for one in under_way if one.state == Submission.State.ASKED]
    overdue = sum(submission.is_overdue() for submission in never_received)
    awaited, returned = len(never_received) - overdue, len(under_way) - len(never_received)
    told = []
    if overdue:
        told.append(
            ngettext(
                "%d body has not handed in its information.",
                "%d bodies have not handed in their information.",
                overdue,
            )
            % overdue
        )
    if awaited:
        told.append(
            ngettext(
                "Information is awaited from %d body.", "Information is awaited from %d bodies.", awaited
            )
            % awaited
        )
    if returned:
        told.append(
            ngettext(
                "%d body has information to correct.", "%d bodies have information to correct.", returned
            )
            % returned
        )
    return told

"""Names that a remark on a row of a file says were seen and not taken for partners."""

from agreements.gazetteer import current_gazetteer
from events.entries.seen_partners import Seen, mentions_told, seen_among
from importers.documents.issues import DocumentIssue
from importers.resolving.resolution import ResolvedRow

from .corrections import standing_values


def seen_by(issue: DocumentIssue, row: ResolvedRow) -> list[Seen]:
    mentions = mentions_told(standing_values(row), code=issue.code, found=issue.found)
    return seen_among(mentions, current_gazetteer()) if mentions else []

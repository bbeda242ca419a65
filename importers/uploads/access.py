"""Which imports a user may see and undo; all other permissions are in events/access.py."""

from django.db.models import Q, QuerySet

from events.access import Access
from importers.models import ImportRun, PendingImport


def pending_imports(access: Access) -> QuerySet[PendingImport]:
    """The coordinator's are all; an editor's are those the editor uploaded."""
    pending = PendingImport.objects.defer("document__content")
    if access.coordinates:
        return pending
    return pending.filter(user=access.user) if access.edits else pending.none()


def import_runs(access: Access) -> QuerySet[ImportRun]:
    """An editor sees what the editor loaded, and what was loaded for the editor's departments alone."""
    runs = ImportRun.objects.defer("document__content")
    if access.coordinates:
        return runs
    if not access.edits:
        return runs.none()
    return runs.filter(Q(user=access.user) | Q(department__in=access.departments))


def may_undo(access: Access, run: ImportRun) -> bool:
    """As long as the user could write the rows by hand."""
    if run.change_set is None or hasattr(run.change_set, "undone_by") or run.report.removed_at:
        return False
    if access.coordinates:
        return access.writable_departments(run.report).exists()
    if run.department_id is None:
        return False
    return access.writable_departments(run.report).filter(pk=run.department_id).exists()

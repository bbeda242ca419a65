"""Files that are in the registry already: they are not read again."""

from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.models import ImportRun


def standing_run(upload: Upload, target: Target) -> ImportRun | None:
    """The import by which these very bytes came in as a whole, if it still stands; None where the target says
    something of the file, as it may have been loaded as something else."""
    if target != Target():
        return None
    runs = ImportRun.objects.filter(document__sha256=upload.sha256).select_related("report", "change_set")
    run = runs.order_by("-id").first()
    if run is None or "left" in run.counts or run.report.removed_at is not None or _is_undone(run):
        return None
    return run


def _is_undone(run: ImportRun) -> bool:
    return run.change_set is not None and hasattr(run.change_set, "undone_by")

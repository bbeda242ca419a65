"""Uploading many files, archives, mixed kinds, and more than the quota: what is accepted and what is said."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from coopregistry.models import Job, JobFile, User
from importers.documents.readers.guard import MEGABYTE
from importers.models import PendingImport, SourceDocument
from importers.uploads import quota, taking
from importers.uploads.quota import held_by
from tests.importers.dumps import CULTURE, dump, plan_row
from tests.importers.uploads.giving import give, page, read

pytestmark = pytest.mark.django_db

PLAN = dump([(CULTURE, [plan_row("Книжная ярмарка")])])
OTHER = dump([(CULTURE, [plan_row("Выставка садов"), plan_row("Хоровой слёт")])])


def archive(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return stream.getvalue()


def give_many(client: Client, *given: tuple[str, bytes]) -> HttpResponse:
    sent = [SimpleUploadedFile(name, data) for name, data in given]
    return client.post(reverse("importers:imports"), {"files": sent}, follow=True)


def waiting() -> list[str]:
    return sorted(PendingImport.objects.filter(state="waiting").values_list("name", flat=True))


def said(response: HttpResponse) -> str:
    return " | ".join(str(message) for message in response.context["messages"])


def test_the_documents_of_an_archive_are_given_one_by_one(coordinator: Client) -> None:
    litter = {"__MACOSX/._план.txt": b"x", "~$план.docx": b"x"}
    data = archive({"отдел/план.txt": PLAN, "план.txt": OTHER, **litter})
    response = give_many(coordinator, ("сведения.zip", data))
    assert waiting() == ["сведения.zip/отдел/план.txt", "сведения.zip/план.txt"]
    assert [message.level_tag for message in response.context["messages"]] == ["success"]
    rows = {one.name: read(coordinator, one).row_count for one in PendingImport.objects.all()}
    assert rows == {"сведения.zip/отдел/план.txt": 1, "сведения.zip/план.txt": 2}


def test_an_archive_in_an_archive_is_named_and_the_rest_is_taken(coordinator: Client) -> None:
    data = archive({"план.txt": PLAN, "ещё.zip": archive({"а.txt": OTHER})})
    response = give_many(coordinator, ("сведения.zip", data))
    assert waiting() == ["сведения.zip/план.txt"]
    assert "сведения.zip/ещё.zip" in said(response)


@pytest.mark.parametrize(
    "data",
    [
        archive({"../план.txt": PLAN, "б.txt": OTHER}),
        archive({"/etc/план.txt": PLAN}),
        archive({f"{number}.txt": b"x" for number in range(2_001)}),
        archive({"бомба.txt": b"0" * (60 * MEGABYTE)}),
    ],
    ids=["up", "absolute", "members", "ratio"],
)
def test_an_unsafe_archive_is_refused_whole_and_nothing_is_kept(coordinator: Client, data: bytes) -> None:
    response = give_many(coordinator, ("сведения.zip", data))
    assert "сведения.zip:" in said(response)
    assert (PendingImport.objects.count(), SourceDocument.objects.count()) == (0, 0)


def test_too_many_documents_are_not_all_taken(coordinator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MOST_DOCUMENTS", 2)
    response = give_many(
        coordinator, ("с.zip", archive({f"{number}.txt": b"%d" % number for number in range(3)}))
    )
    assert len(waiting()) == 2
    assert "2" in said(response)


def test_kinds_may_be_mixed(coordinator: Client) -> None:
    image = b"\xff\xd8\xff\xe0 jpeg"
    give_many(coordinator, ("план.txt", PLAN), ("скан.pdf", b"%PDF-1.4"), ("фото.jpg", image))
    for one in PendingImport.objects.all():
        read(coordinator, one)
    found = {one.name: (one.state, one.format) for one in PendingImport.objects.all()}
    assert found == {
        "план.txt": ("waiting", ""),
        "скан.pdf": ("kept", "pdf"),
        "фото.jpg": ("kept", "image"),
    }
    listed = coordinator.get(reverse("importers:imports"), {"state": "kept"}).content.decode()
    assert "скан.pdf" in listed
    assert "план.txt" not in listed


def test_an_archive_to_be_kept_unread_is_not_unpacked(coordinator: Client) -> None:
    pending = give(coordinator, archive({"план.txt": PLAN}), name="архив.zip", keep_unread="on")
    assert (pending.name, pending.state) == ("архив.zip", "kept")


@pytest.mark.parametrize(("what", "most"), [("MOST_FILES", 1), ("MOST_BYTES", len(PLAN) + 10)])
def test_more_than_a_user_may_leave_is_refused_with_the_figures(
    coordinator: Client, monkeypatch: pytest.MonkeyPatch, what: str, most: int
) -> None:
    give(coordinator, PLAN)
    monkeypatch.setattr(quota, what, most)
    response = give_many(coordinator, ("другой.txt", OTHER))
    assert waiting() == ["план.txt"]
    assert "еще не загруженных" in said(response)
    assert SourceDocument.objects.count() == 1


def test_what_was_set_aside_counts_until_it_is_deleted(coordinator: Client) -> None:
    pending = give(coordinator, PLAN)
    user = User.objects.get(username="a-coordinator")
    delete = reverse("importers:delete", args=[pending.pk])
    coordinator.post(delete)
    assert held_by(user).files == 1
    coordinator.post(reverse("importers:set_aside", args=[pending.pk]))
    assert held_by(user).size == len(PLAN)
    coordinator.post(delete)
    assert (held_by(user).files, SourceDocument.objects.count()) == (0, 0)


def test_deleting_leaves_the_bytes_another_import_needs(coordinator: Client, editor: Client) -> None:
    pending = give(coordinator, PLAN)
    PendingImport.objects.create(
        document=pending.document, name="тот же.txt", user=User.objects.get(username="an-editor")
    )
    coordinator.post(reverse("importers:set_aside", args=[pending.pk]))
    coordinator.post(reverse("importers:delete", args=[pending.pk]))
    assert [one.name for one in PendingImport.objects.all()] == ["тот же.txt"]
    assert SourceDocument.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["a\r\nSet-Cookie: x.txt", "план\x00.txt", "../../план.txt", "п" * 400 + ".txt", "‮txt.план"]
)
def test_a_hostile_name_is_shown_and_given_back_harmless(coordinator: Client, name: str) -> None:
    pending = give(coordinator, PLAN, name=name)
    assert "\n" not in pending.name
    header = coordinator.get(reverse("importers:original", args=[pending.pk])).headers["Content-Disposition"]
    assert "\r" not in header
    assert "\n" not in header
    assert "/" not in header.partition("''")[2]
    page(coordinator, pending)


def test_nothing_of_an_archive_with_a_mark_in_it_is_kept_anywhere(coordinator: Client) -> None:
    """No job takes it in: that would keep the file before it is looked at."""
    give_many(coordinator, ("сведения.zip", archive({"план.txt": "ДСП\nПлан".encode()})))
    assert not Job.objects.exists()
    assert not JobFile.objects.exists()
    assert not SourceDocument.objects.exists()

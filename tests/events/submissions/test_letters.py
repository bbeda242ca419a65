"""Letters to departments: their text and their addressees."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from docx import Document
from docx.enum.section import WD_SECTION

from coopregistry.jobs import queue
from coopregistry.jobs.running import run
from coopregistry.models import Job, User
from events.exports.letter import write_letters
from events.exports.page_style import Properties
from events.models import Submission
from events.submissions.jobs import send_letters
from events.submissions.letters import LetterKind, addressees, as_text, letter
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db


def test_a_request_names_the_document_the_term_and_the_department(world: World) -> None:
    text = as_text(letter(world.plan, world.submission_a, LetterKind.REQUEST, post="Начальник"))
    assert "плана мероприятий в сфере межрегионального сотрудничества на I полугодие 2031 года" in text
    assert "до 1 декабря 2030 года" in text
    assert text.endswith("Начальник\n")


def test_reminders_go_to_those_alone_who_have_not_submitted(world: World) -> None:
    Submission.objects.filter(pk=world.submission_b.pk).update(state=Submission.State.NOTHING)
    assert list(addressees(world.plan, LetterKind.REMINDER)) == [world.submission_a]
    assert addressees(world.plan, LetterKind.REQUEST).count() == 2


def test_letters_are_one_document_with_a_page_for_each(world: World) -> None:
    submissions = list(addressees(world.plan, LetterKind.NOT_HANDED_IN))
    letters = [
        letter(world.plan, submission, LetterKind.NOT_HANDED_IN, name="А.А. Пробный")
        for submission in submissions
    ]
    out, again = BytesIO(), BytesIO()
    write_letters(letters, out, properties=Properties(title="Письма"))
    write_letters(letters, again, properties=Properties(title="Письма"))
    assert out.getvalue() == again.getvalue()
    document = Document(out)
    assert [p.text for p in document.paragraphs].count("О непредставлении сведений") == 2
    # Each letter counts its own pages: the second begins without a number, as the first does.
    assert [(own.different_first_page_header_footer, own.start_type) for own in document.sections] == [
        (True, WD_SECTION.NEW_PAGE)
    ] * 2
    body = ZipFile(out).read("word/document.xml").decode()
    assert body.count('<w:pgNumType w:start="1"/>') == 2


@pytest.fixture
def both(world: World) -> World:
    """Both bodies have an address."""
    for who in (Who.EDITOR_A, Who.EDITOR_B):
        User.objects.filter(pk=world.users[who].pk).update(email=f"{who}@example.org")
    return world


def send(world: World, **stands: object) -> Job:
    """As an attempt finds the job."""
    chosen = [world.submission_a, world.submission_b]
    said = (world.plan.pk, "reminder", [one.pk for one in chosen], {})
    args = (send_letters.module_path, said, {})
    job = queue.add(*args, user=world.users[Who.COORDINATOR])
    Job.objects.filter(pk=job.pk).update(**stands)
    claimed = queue.take(job, "a worker")
    run(claimed)
    job.refresh_from_db()
    return job


def reminded() -> set[int]:
    return set(Submission.objects.exclude(reminded_at=None).values_list("pk", flat=True))


def test_a_letter_that_may_have_gone_out_is_not_sent_again(both: World) -> None:
    job = send(both, result={"sent": [], "unsure": [both.submission_a.pk]}, attempts=1)
    assert [letter.to for letter in mail.outbox] == [[f"{Who.EDITOR_B}@example.org"]]
    assert reminded() == {both.submission_b.pk}
    sent, unsure = job.result["messages"]
    assert sent[0] == "SUCCESS"
    assert unsure[0] == "WARNING"
    assert str(both.submission_a.department) in unsure[1]


def test_letters_sent_by_an_attempt_before_are_counted_and_not_sent_again(both: World) -> None:
    job = send(both, result={"sent": [both.submission_a.pk], "unsure": []}, attempts=1)
    assert len(mail.outbox) == 1
    assert [level for level, _text in job.result["messages"]] == ["SUCCESS"]
    assert "2" in job.result["messages"][0][1]


class Refusing(EmailBackend):
    """Takes one letter and no more."""

    taken = 0

    def send_messages(self, messages):
        if Refusing.taken:
            raise ConnectionResetError("gone")
        Refusing.taken += 1
        return super().send_messages(messages)


def test_what_the_mail_server_does_not_take_is_said(both: World, settings) -> None:
    Refusing.taken = 0
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    job = send(both)
    assert reminded() == {both.submission_a.pk}
    assert [level for level, _text in job.result["messages"]] == ["SUCCESS", "ERROR", "WARNING"]
    assert str(both.submission_b.department) in job.result["messages"][2][1]

"""Letters to departments: their text and their addressees."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_SECTION

from events.exports.letter import write_letters
from events.exports.page_style import Properties
from events.models import Submission
from events.submissions.letters import LetterKind, addressees, as_text, letter
from tests.permissions.roles import World

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

"""A registry to take pictures of: the sample documents, a new plan under way, plainly fictitious users."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group
from django.utils import timezone

from agreements.models import Department, Membership
from coopregistry import history, roles
from coopregistry.models import User
from events.entries.saving import NewEntry, add_entries, read_cells
from events.models import Report, Submission
from events.period import Period
from events.reports import opening
from events.submissions import workflow
from events.vocabulary import Kind
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.importing import import_document
from samples.interregional import AGRICULTURE, CULTURE, DIGITAL, EDUCATION, HEALTH, LABOUR, REPORT
from samples.model import Section
from samples.word import word_document

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "documents"
NOW = datetime(2025, 12, 15, 10, 0, tzinfo=ZoneInfo("Europe/Moscow"))
PASSWORD = "only-for-the-pictures"
DEADLINE = date(2025, 12, 19)

USERS = (
    ("administrator", roles.ADMINISTRATOR, "Примерный", "Петр", ()),
    ("coordinator", roles.COORDINATOR, "Образцова", "Анна", ()),
    ("editor", roles.EDITOR, "Пробный", "Иван", (CULTURE,)),
    ("editor-2", roles.EDITOR, "Тестова", "Мария", (EDUCATION, LABOUR)),
)
ROWS = {
    CULTURE: (
        (
            "Межрегиональный фестиваль хоровой музыки «Поющее Приднепровье»",
            "23-24 мая 2026 года",
            "Брянская область",
            "г. Смоленск,\nконцертный зал «Камертон»",
            "хоровые коллективы двух областей\n(180 человек)",
        ),
        (
            "Передвижная выставка «Портрет провинциального города»",
            "март – 20 апреля 2026 года",
            "г. Москва",
            "г. Москва,\nгалерея «Арка»",
            "жители и гости столицы",
        ),
    ),
    EDUCATION: (
        (
            "Форум молодых исследователей «Вектор поиска»",
            "14-15 мая 2026 года",
            "Тульская, Рязанская области",
            "г. Смоленск",
            "школьники и студенты\n(более 200 человек)",
        ),
        (
            "Стажировка педагогов колледжей",
            "в феврале, даты уточняются",
            "Республика Татарстан",
            "г. Казань",
            "12 человек",
        ),
    ),
    AGRICULTURE: (
        (
            "Ярмарка «Весенний сад»",
            "апрель – май 2026 года",
            "Брянская, Калужская области",
            "г. Смоленск",
            "питомники и хозяйства",
        ),
    ),
    HEALTH: (
        (
            "Телемост «Сложный случай»",
            "ежеквартально",
            "г. Санкт-Петербург",
            "В режиме видеоконференции",
            "врачи больниц",
        ),
    ),
}


def build() -> None:
    for path in sorted(SAMPLES.iterdir()):
        import_document(Upload(name=path.name, data=path.read_bytes()), Target())
    letter = SAMPLES.parent / "letters" / "culture-interregional-plan-2025-H2.docx"
    culture = Target(
        kind=Kind.INTERREGIONAL_PLAN,
        period=Period(2025, "H2"),
        department=CULTURE,
    )
    import_document(Upload(name=letter.name, data=letter.read_bytes()), culture)
    _users()
    with history.change_set(user=User.objects.get(username="coordinator")):
        _plan()
        _report()


def _users() -> None:
    for name, role, last, first, departments in USERS:
        user = User.objects.create_user(
            name,
            password=PASSWORD,
            last_name=last,
            first_name=first,
            is_staff=role == roles.ADMINISTRATOR,
            is_superuser=role == roles.ADMINISTRATOR,
        )
        user.groups.add(Group.objects.get(name=role))
        for department in departments:
            Membership.objects.create(user=user, department=Department.objects.get(name=department))
    Membership.objects.create(
        user=User.objects.get(username="editor"),
        department=Department.objects.get(name=EDUCATION),
        since=NOW.date(),
        until=NOW.date() + timedelta(days=14),
    )


def letter() -> bytes:
    """A report with a misspelt partner and an unknown place, as they come by letter."""
    about = "Министерство спорта Смоленской области"
    done = "Состоялся обмен опытом"
    rows = (
        ("Брянскяа область", "Турнир «Дружба»", "4-5 октября\n2025 года", "г. Брянск", done, "24 человека"),
        ("г. Верхнереченск", "Встреча гимнасток", "18 октября\n2025 года", "г. Вязьма", done, "16 человек"),
        ("Калужская область", "Семинар тренеров", "31 ноября\n2025 года", "г. Калуга", done, "40 человек"),
    )
    return word_document(
        replace(
            REPORT,
            title=(REPORT.title[0], "за IV квартал 2025 года"),
            content=(Section(heading=about, rows=rows),),
        )
    )


def _plan() -> None:
    """A plan with a submission in every state."""
    names = (CULTURE, EDUCATION, AGRICULTURE, HEALTH, LABOUR, DIGITAL)
    departments = {name: Department.objects.get(name=name) for name in names}
    plan = opening.open_report(
        Kind.INTERREGIONAL_PLAN, Period(2026, "H1"), deadline=DEADLINE, departments=departments.values()
    )
    submissions = {
        submission.department.name: submission for submission in plan.submissions.select_related("department")
    }
    for name, rows in ROWS.items():
        add_entries(plan, departments[name], [_row(plan, *texts) for texts in rows])
    sender = User.objects.get(username="editor-2")
    for name in (EDUCATION, AGRICULTURE, HEALTH):
        workflow.submit(submissions[name], user=sender, letter_number="01-15/208")
    workflow.accept(submissions[AGRICULTURE])
    workflow.return_submission(submissions[HEALTH], note="Уточните число участников телемоста")
    workflow.answer_nothing(submissions[LABOUR], user=sender)
    Submission.objects.filter(pk=submissions[DIGITAL].pk).update(due=NOW.date() - timedelta(days=3))


def _report() -> None:
    """A report without entries yet: the planned ones wait to be reported."""
    opening.open_report(
        Kind.INTERREGIONAL_REPORT,
        Period(2025, "Q4"),
        deadline=date(2026, 1, 12),
        departments=[Department.objects.get(name=CULTURE)],
    )


def _row(plan: Report, title: str, dates: str, partner: str, place: str, participants: str) -> NewEntry:
    cells = {
        "title": title,
        "dates": dates,
        "partner": partner,
        "place": place,
        "participants": participants,
        "content": "Обсуждение совместных планов, обмен опытом",
    }
    return NewEntry(cells=cells, values=read_cells(plan, cells))


def freeze() -> None:
    """Every picture is taken on the same morning."""
    timezone.now = lambda: NOW

"""What a document is about: kind, period, partner, agreement."""

import pytest

from agreements.models import Agreement
from events.models import Report
from events.vocabulary import Kind
from importers.documents.issues import DocumentIssue, UnreadableDocument
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.importing import import_document, preview
from importers.resolving.resolution import Resolution
from tests.importers.dumps import dump

pytestmark = pytest.mark.django_db

HEADINGS = ("№ п/п", "Наименование мероприятия", "Сроки проведения", "Место проведения", "Участники")
WITH_TVER = "Соглашения между Администрацией Смоленской области и Правительством Тверской области о дружбе"
WITH_VITEBSK = (
    "Соглашения между Администрацией Смоленской области и Витебским облисполкомом (Республика Беларусь)"
)


def upload(title: str, *places: str) -> Upload:
    rows = [(f"Слет {number}", "май", place, "гребцы") for number, place in enumerate(places or ("зал",), 1)]
    return Upload(name="файл.txt", data=dump([("", rows)], title=title, headings=HEADINGS))


def resolved(title: str, *places: str, target: Target | None = None) -> Resolution:
    return preview(upload(title, *places), target)


def blocker(title: str, *places: str, target: Target | None = None) -> DocumentIssue:
    with pytest.raises(UnreadableDocument) as refused:
        resolved(title, *places, target=target)
    return refused.value.issue


@pytest.mark.parametrize(
    ("title", "kind", "period", "partner"),
    [
        (
            "План сотрудничества между Смоленской областью и Тверской областью на 2025 год",
            Kind.INTERREGIONAL_PLAN,
            "2025",
            "ru-69",
        ),
        (
            "План сотрудничества между Тверской областью и Смоленской областью на 2025–2027 годы",
            Kind.INTERREGIONAL_PLAN,
            "2025..2027",
            "ru-69",
        ),
        (
            "Отчет о сотрудничестве с Республикой Казахстан за июль 2025 года",
            Kind.INTERNATIONAL_REPORT,
            "2025-07",
            "kz",
        ),
        (
            f"План мероприятий по реализации {WITH_TVER} на 2025 год",
            Kind.INTERREGIONAL_PLAN,
            "2025",
            "ru-69",
        ),
        (f"Отчет о реализации {WITH_TVER} за 2025 год", Kind.AGREEMENTS_REPORT, "2025", "ru-69"),
    ],
)
def test_the_parties_of_the_title_tell_kind_and_partner(
    title: str, kind: Kind, period: str, partner: str
) -> None:
    subject = resolved(title).subject
    assert (subject.kind, subject.period.code, subject.partner and subject.partner.code) == (
        kind,
        period,
        partner,
    )
    assert subject.about == (partner,)


def test_an_agreement_with_a_foreign_region_is_international() -> None:
    subject = resolved(f"Отчет о реализации {WITH_VITEBSK} за 2025 год").subject
    assert subject.kind is Kind.INTERNATIONAL_REPORT


def test_several_partners_are_no_document_of_one() -> None:
    title = "План сотрудничества с Тверской областью и Брянской областью на 2025 год"
    subject = resolved(title, "г. Тверь").subject
    assert (subject.kind, subject.partner, subject.about) == (Kind.INTERREGIONAL_PLAN, None, ())


BOTH = "План международных и межрегиональных мероприятий на 2025 год"


def test_rows_tell_the_kind_where_all_agree() -> None:
    abroad = resolved(BOTH, "г. Витебск", "г. Минск", "зал")
    assert abroad.subject.kind is Kind.INTERNATIONAL_PLAN
    assert "kind-from-partners" in {issue.code for issue in abroad.issues}
    assert resolved(BOTH, "г. Тверь", "г. Брянск").subject.kind is Kind.INTERREGIONAL_PLAN


def test_a_title_about_a_country_over_a_column_of_subjects_is_said() -> None:
    title = "План межрегиональных мероприятий {}на 2025 год"
    codes = {
        about: [issue.code for issue in resolved(title.format(about), "г. Тверь").issues]
        for about in ("", "с Республикой Беларусь ", "субъектов Российской Федерации ")
    }
    told = {about: "kind-against-title" in found for about, found in codes.items()}
    assert told == {"": False, "с Республикой Беларусь ": True, "субъектов Российской Федерации ": False}


@pytest.mark.parametrize("places", [("г. Витебск", "г. Тверь"), ("зал",), ("г. Смоленск",)])
def test_rows_of_both_kinds_or_none_are_asked_about(places: tuple[str, ...]) -> None:
    assert blocker(BOTH, *places).code == "kind-open"
    said = resolved(BOTH, *places, target=Target(kind=Kind.INTERNATIONAL_PLAN))
    assert said.subject.kind is Kind.INTERNATIONAL_PLAN


def test_documents_of_agreements_and_of_all_stand_beside_each_other() -> None:
    titles = (
        "План мероприятий в сфере межрегионального сотрудничества на 2025 год",
        "План сотрудничества между Смоленской областью и Тверской областью на 2025 год",
        f"План мероприятий по реализации {WITH_TVER} на 2025 год",
    )
    for title in titles:
        import_document(upload(title))
    agreement = Agreement.objects.get()
    assert {
        (report.partner and report.partner.code, report.agreement) for report in Report.objects.all()
    } == {(None, None), ("ru-69", None), ("ru-69", agreement)}
    for title in titles:
        assert resolved(title).changes_nothing


def test_an_agreement_may_be_said_and_must_be_known() -> None:
    import_document(upload(f"План мероприятий по реализации {WITH_TVER} на 2025 год"))
    agreement = Agreement.objects.get()
    title = "План межрегиональных мероприятий на 2026 год"
    said = resolved(title, target=Target(agreement=agreement.title))
    assert (said.subject.agreement, said.subject.about) == (agreement, ("ru-69",))
    unknown = "Соглашение между Правительством Смоленской области и Правительством Брянской области о спорте"
    assert blocker(title, target=Target(agreement=unknown)).code == "unknown-agreement"


def test_parties_nobody_knows_are_asked_about() -> None:
    title = "Отчет о реализации Соглашения между Палатой рек и Палатой озер о дружбе за 2025 год"
    assert blocker(title).code == "report-agreement-unknown"

"""Partners and agreements in a real browser: a dossier taken, an agreement entered, nothing for axe."""

import re
from datetime import date
from pathlib import Path

from docx import Document
from playwright.sync_api import Page, expect

from agreements.models import Agreement, Partner
from coopregistry.models import User
from events.models import DossierCopy, PartnerFacts
from tests.events.cooperation.world import agreement, some_cooperation
from tests.needs import needs_browser

from .acts import faults_of_pages, follow, sign_in

pytestmark = needs_browser


def test_a_dossier_is_taken_from_the_partner(page: Page, coordinator: User, tmp_path: Path) -> None:
    made = some_cooperation()
    sign_in(page, coordinator.username)
    page.get_by_role("link", name="Партнеры", exact=True).click()
    page.get_by_label("Наименование, любое слово").fill("беларуси")
    follow(page, page.get_by_role("button", name="Показать"), re.compile(r"/partners/\?"))
    page.get_by_role("link", name="Беларусь", exact=True).click()
    page.locator("a[href$='block=trade']").click()
    page.get_by_label("Сведения").fill("Товарооборот растет.")
    page.locator("[name=as_of]").fill("2026-03-01")
    page.locator("[name=source]").fill("Сводка")
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_text("Товарооборот растет.").wait_for()
    page.get_by_role("link", name="Справка", exact=True).click()
    page.locator("[name=start]").first.fill("2031-01-01")
    page.locator("[name=end]").first.fill("2031-12-31")
    follow(page, page.get_by_role("button", name="Показать"), "**start=2031-01-01**")
    page.get_by_role("checkbox", name="Прием делегации мастеров").uncheck()
    with page.expect_download() as waited:
        page.get_by_role("button", name="Скачать справку (DOCX)").click()
    file = tmp_path / "dossier.docx"
    waited.value.save_as(file)
    assert waited.value.suggested_filename == (
        "Справка о сотрудничестве с Республикой Беларусь 01.01.2031-31.12.2031.docx"
    )
    document = Document(str(file))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert "Ярмарка ремесел" in cells
    assert made["unplanned"].cells["title"] not in cells
    assert "Товарооборот растет." in [paragraph.text for paragraph in document.paragraphs]
    page.reload()
    expect(page.get_by_role("heading", name="Выданные справки")).to_be_visible()


def test_the_dates_of_an_agreement_are_entered(page: Page, coordinator: User) -> None:
    one = agreement("Соглашение о дружбе", "ru-67", "by", confirmed=False)
    sign_in(page, coordinator.username)
    page.get_by_role("link", name="Соглашения", exact=True).click()
    page.get_by_role("link", name="Соглашение о дружбе").click()
    page.get_by_role("link", name="Изменить").click()
    page.locator("[name=number]").fill("7")
    page.get_by_label("Действует до").fill("2099-03-01")
    page.get_by_label("Причина изменения").fill("По подлиннику")
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_text("Соглашение сохранено.").wait_for()
    expect(page.get_by_text("до 01.03.2099")).to_be_visible()
    expect(page.get_by_text("По подлиннику")).to_be_visible()
    kept = Agreement.objects.get(pk=one.pk)
    assert (kept.number, kept.valid_until) == ("7", date(2099, 3, 1))


ADDRESSES = (
    *("/partners/", "/partners/{partner}/", "/partners/{partner}/facts/"),
    *("/partners/{partner}/dossier/?start=2031-01-01&end=2031-12-31", "/agreements/"),
    *("/agreements/{agreement}/", "/agreements/{agreement}/edit/"),
    *("/agreements/none/events/", "/agreements/none/partners/", "/agreements/?state=lapsed"),
)


def test_pages_are_accessible(page: Page, coordinator: User) -> None:
    some_cooperation()
    partner = Partner.objects.get(code="by")
    one = agreement(
        "Соглашение о дружбе", "ru-67", "by", signed_on=date(2020, 1, 1), valid_until=date(2099, 1, 1)
    )
    PartnerFacts.objects.create(partner=partner, text="Товарооборот растет.")
    DossierCopy.objects.create(
        partner=partner,
        start=date(2031, 1, 1),
        end=date(2031, 12, 31),
        made_by=coordinator,
        name="Справка.docx",
        docx=b"PK",
        sha256="0" * 64,
    )
    sign_in(page, coordinator.username)
    addresses = [address.format(partner=partner.pk, agreement=one.pk) for address in ADDRESSES]
    assert faults_of_pages(page, addresses) == {}

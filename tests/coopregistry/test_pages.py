"""The pages everybody meets: signing in and out, passwords, my tasks, errors; what every page obeys."""

import gzip
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from lxml import html

from coopregistry import roles
from coopregistry.models import User
from events.models import Report

pytestmark = pytest.mark.django_db

PASSWORD = "a-good-long-password"
POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
OPEN_PAGES = ("sign_in", "password_reset", "password_reset_sent")
OWN_PAGES = ("home", "password_change")


def make_user(role: str, **values: object) -> User:
    user = User.objects.create_user(
        f"a-{role}", password=PASSWORD, email=f"{role}@registry.example", **values
    )
    user.groups.add(Group.objects.get(name=role))
    return user


def make_report(period: str) -> Report:
    return Report.objects.create(
        kind="interregional_report", period_code=period, basis="department", title="Отчет"
    )


@pytest.fixture(params=roles.ROLES)
def somebody(request: pytest.FixtureRequest, client: Client) -> Client:
    client.force_login(make_user(request.param))
    return client


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(make_user(roles.ADMINISTRATOR, is_staff=True, is_superuser=True))
    return client


def inline_parts(response: HttpResponse) -> list[str]:
    """What a strict content policy would block, and addresses of other hosts."""
    page = html.document_fromstring(response.content)
    found = [html.tostring(part, encoding="unicode") for part in page.xpath("//style | //script[not(@src)]")]
    # Data blocks are not executed.
    found = [part for part in found if "application/json" not in part]
    for element in page.iter(html.etree.Element):
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:"):
                found.append(f"{element.tag} {name}={value}")
            if name in ("src", "href", "action") and element.tag != "a" and urlsplit(value).netloc:
                found.append(f"{element.tag} {name}={value}")
    return found


def words(response: HttpResponse) -> str:
    return " ".join(html.document_fromstring(response.content).xpath("//main")[0].text_content().split())


@pytest.mark.parametrize("page", OPEN_PAGES)
def test_open_page_is_shown_to_anybody(client: Client, page: str) -> None:
    response = client.get(reverse(page))
    assert response.status_code == 200
    assert inline_parts(response) == []


@pytest.mark.parametrize("page", OWN_PAGES)
def test_own_page_asks_to_sign_in(client: Client, page: str) -> None:
    response = client.get(reverse(page))
    assert response.headers["Location"] == f"{reverse('sign_in')}?next={reverse(page)}"


@pytest.mark.parametrize("page", OWN_PAGES)
def test_own_page_is_shown_to_every_role(somebody: Client, page: str) -> None:
    response = somebody.get(reverse(page))
    assert response.status_code == 200
    assert inline_parts(response) == []
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("role", "home"),
    [(roles.VIEWER, "Обзор"), (roles.EDITOR, "Мои задачи"), (roles.COORDINATOR, "Мои задачи")],
)
def test_who_only_reads_has_an_overview_and_no_tasks(client: Client, role: str, home: str) -> None:
    user = User.objects.create_user("reader", password=PASSWORD)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    page = html.fromstring(client.get("/").content)
    [here] = page.xpath("//nav//a[@aria-current]")
    assert (page.xpath("normalize-space(//h1)"), here.text.strip()) == (home, home)


@pytest.mark.parametrize(
    ("page", "section", "current"),
    [
        ("/figures/", "/figures/", "page"),
        ("/figures/groupings/", "/figures/", "true"),
        ("/registers/meetings/", "/figures/", "true"),
        ("/reports/new/", "/reports/", "true"),
        ("/administration/jobs/", "/administration/", "true"),
        ("/import/spellings/", "/import/", "true"),
    ],
)
def test_the_section_of_a_page_is_marked(
    administrator: Client, page: str, section: str, current: str
) -> None:
    sections = html.fromstring(administrator.get(page).content).xpath("//nav[@class='sections']//a")
    marked = {link.get("href"): link.get("aria-current") for link in sections if link.get("aria-current")}
    assert marked == {section: current}


@pytest.mark.parametrize("page", OPEN_PAGES)
def test_policy_is_strict(client: Client, page: str) -> None:
    headers = client.get(reverse(page)).headers
    assert {part.strip() for part in headers["Content-Security-Policy"].split(";")} == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


def admin_addresses() -> Iterator[str]:
    for model in admin.site._registry:
        yield f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"


@pytest.mark.parametrize("name", ["admin:index", *admin_addresses()])
def test_admin_page_obeys_the_policy(administrator: Client, name: str) -> None:
    response = administrator.get(reverse(name))
    assert response.status_code == 200
    assert inline_parts(response) == []


@pytest.mark.parametrize("name", list(admin_addresses()))
def test_admin_form_obeys_the_policy(administrator: Client, name: str) -> None:
    response = administrator.get(reverse(name.replace("changelist", "add")))
    assert response.status_code in (200, 403)
    assert inline_parts(response) == []


def test_admin_list_without_actions_obeys_the_policy(administrator: Client, monkeypatch) -> None:
    monkeypatch.setattr(admin.site._registry[User], "actions_on_top", False)
    response = administrator.get(reverse("admin:coopregistry_user_changelist"))
    assert "coopregistry/admin_list.css" in response.text
    assert inline_parts(response) == []


def test_pages_are_sent_compressed_to_a_length_that_tells_nothing(client: Client) -> None:
    plain = client.get("/sign-in/").content
    sent = [client.get("/sign-in/", headers={"accept-encoding": "gzip"}) for _again in range(20)]
    assert {answer["Content-Encoding"] for answer in sent} == {"gzip"}
    assert max(len(answer.content) for answer in sent) < len(plain)
    assert len({len(answer.content) for answer in sent}) > 1
    assert {len(gzip.decompress(answer.content)) for answer in sent} == {len(plain)}


def test_pages_are_hidden_from_search_engines(client: Client) -> None:
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
    page = html.document_fromstring(client.get(reverse("sign_in")).content)
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]


def test_language_is_russian_whatever_the_browser_prefers(client: Client) -> None:
    response = client.get(reverse("sign_in"), headers={"Accept-Language": "en"})
    assert 'lang="ru"' in response.text
    assert response.headers["Content-Language"] == "ru"


def test_language_can_be_switched(client: Client) -> None:
    client.post(reverse("set_language"), {"language": "en", "next": reverse("sign_in")})
    response = client.get(reverse("sign_in"))
    assert response.headers["Content-Language"] == "en"
    assert "Forgot the password?" in response.text


def test_unknown_language_is_ignored(client: Client) -> None:
    client.cookies["django_language"] = "xx'; DROP"
    assert client.get(reverse("sign_in")).headers["Content-Language"] == "ru"


def test_signing_in_leads_to_the_page_asked_for(client: Client) -> None:
    make_user(roles.EDITOR)
    response = client.post(
        reverse("sign_in"),
        {"username": "a-editor", "password": PASSWORD, "next": reverse("password_change")},
    )
    assert response.headers["Location"] == reverse("password_change")


def test_signing_in_never_leads_to_another_site(client: Client) -> None:
    make_user(roles.EDITOR)
    response = client.post(
        reverse("sign_in"),
        {"username": "a-editor", "password": PASSWORD, "next": "https://elsewhere.example/"},
    )
    assert response.headers["Location"] == reverse("home")


def test_wrong_password_is_said_at_the_form(client: Client) -> None:
    response = client.post(reverse("sign_in"), {"username": "nobody", "password": "wrong"})
    assert response.status_code == 200
    assert "Неверное имя пользователя или пароль" in words(response)
    assert inline_parts(response) == []


def test_guessing_is_stopped_and_explained(client: Client, settings) -> None:
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        response = client.post(reverse("sign_in"), {"username": "nobody", "password": "wrong"})
    assert response.status_code == 429
    assert "Слишком много попыток" in words(response)
    assert inline_parts(response) == []


def test_signing_out_clears_the_browser(somebody: Client) -> None:
    response = somebody.post(reverse("sign_out"))
    assert response.headers["Clear-Site-Data"] == '"storage"'
    assert "Вы вышли из реестра." in words(somebody.get(response.headers["Location"]))
    assert somebody.get(reverse("home")).status_code == 302


def test_signing_out_needs_a_form(somebody: Client) -> None:
    assert somebody.get(reverse("sign_out")).status_code == 405
    assert somebody.get(reverse("home")).status_code == 200


def test_request_of_a_page_part_after_the_session_ended_is_not_answered_by_a_page(client: Client) -> None:
    response = client.get(reverse("home"), headers={"HX-Request": "true"})
    assert (response.status_code, response.content) == (401, b"")


def test_admin_has_no_door_of_its_own(client: Client) -> None:
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == f"{reverse('sign_in')}?next=/admin/"


def test_admin_is_refused_to_those_who_are_not_staff(client: Client) -> None:
    client.force_login(make_user(roles.VIEWER))
    response = client.get("/admin/", follow=True)
    assert response.status_code == 403
    assert "Нет доступа к этой странице" in words(response)


def test_forgotten_password_is_set_by_letter(client: Client) -> None:
    user = make_user(roles.EDITOR)
    client.post(reverse("password_reset"), {"email": user.email})
    (letter,) = mail.outbox
    assert letter.subject == "Новый пароль для реестра регионального сотрудничества"
    assert "a-editor" in letter.body
    (link,) = [line for line in letter.body.splitlines() if line.startswith("http")]
    form = client.get(urlsplit(link).path, follow=True)
    assert inline_parts(form) == []
    client.post(
        form.redirect_chain[-1][0],
        {"new_password1": "another-good-password", "new_password2": "another-good-password"},
    )
    user.refresh_from_db()
    assert user.check_password("another-good-password")


def test_unknown_address_is_not_given_away(client: Client) -> None:
    response = client.post(reverse("password_reset"), {"email": "nobody@registry.example"}, follow=True)
    assert "Письмо отправлено" in words(response)
    assert mail.outbox == []


def test_used_link_says_what_to_do(client: Client) -> None:
    response = client.get(reverse("password_reset_confirm", args=["MQ", "set-password"]))
    assert "Ссылка уже использована или устарела" in words(response)


def test_password_is_changed(somebody: Client) -> None:
    response = somebody.post(
        reverse("password_change"),
        {
            "old_password": PASSWORD,
            "new_password1": "another-good-password",
            "new_password2": "another-good-password",
        },
        follow=True,
    )
    assert "Пароль изменен." in words(response)


def test_all_errors_of_a_form_are_said_at_once(somebody: Client) -> None:
    page = html.document_fromstring(somebody.post(reverse("password_change"), {}).content)
    invalid = page.xpath("//input[@aria-invalid='true']")
    assert [field.get("name") for field in invalid] == ["old_password", "new_password1", "new_password2"]
    for field in invalid:
        error = field.get("aria-describedby").split()[-1]
        assert page.get_element_by_id(error).text_content() == "Обязательное поле."


def test_my_tasks_without_reports_say_what_to_do(somebody: Client) -> None:
    assert "Планов и отчетов пока нет" in words(somebody.get(reverse("home")))


def test_my_tasks_list_no_documents_and_cost_the_same_with_many(
    somebody: Client, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    make_report("2024-Q1")
    somebody.get(reverse("home"))
    with django_assert_max_num_queries(50) as first:
        page = somebody.get(reverse("home"))
    assert html.fromstring(page.text).xpath("//main//table") == []
    for year in range(1995, 2003):
        for quarter in range(1, 5):
            make_report(f"{year}-Q{quarter}")
    with django_assert_num_queries(len(first)):
        somebody.get(reverse("home"))


def test_unknown_address_has_a_page(client: Client) -> None:
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "Страница не найдена" in words(response)
    assert inline_parts(response) == []


def test_bad_request_has_a_page(client: Client) -> None:
    response = client.get(reverse("sign_in"), headers={"Host": "elsewhere.example"})
    assert response.status_code == 400
    assert "Запрос не распознан" in words(response)


def test_too_large_request_has_a_page(client: Client, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = client.post(reverse("sign_in"), {"username": "x" * 2000, "password": "x"})
    assert response.status_code == 413
    assert "Отправлено слишком много данных" in words(response)
    assert inline_parts(response) == []


def test_stale_form_has_a_page() -> None:
    response = Client(enforce_csrf_checks=True).post(reverse("sign_in"), {"username": "x", "password": "x"})
    assert response.status_code == 403
    assert "Страница была открыта слишком долго" in words(response)


def test_failure_has_a_page(client: Client, monkeypatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("coopregistry.account.sign_in.SignIn.get_context_data", None)
    response = client.get(reverse("sign_in"))
    assert response.status_code == 500
    assert "Сбой в работе реестра" in words(response)
    assert inline_parts(response) == []

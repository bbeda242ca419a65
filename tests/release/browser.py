"""A simulated user: opens pages and submits their forms as rendered."""

from typing import Any
from urllib.parse import urlsplit

import stillness
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from lxml import html

Button = tuple[str, str]


class Unexpected(Exception):
    """A page answered otherwise than the steps rely on."""


def forms_of(page: bytes) -> list[html.FormElement]:
    """Forms that are sent, without those of every page: sign out, language."""
    forms = html.document_fromstring(page).forms
    return [form for form in forms if form.method == "POST" and not _is_of_every_page(form)]


def _is_of_every_page(form: html.FormElement) -> bool:
    return urlsplit(form.action or "").path in ("/sign-out/", "/language/")


def _controls(form: html.FormElement, condition: str) -> list[html.HtmlElement]:
    """Those within the form, and those elsewhere that name it."""
    within = form.xpath(f".//*[{condition}][not(@form)]")
    return within + form.getroottree().xpath(f"//*[@form=$form][{condition}]", form=form.get("id", ""))


def buttons_of(form: html.FormElement) -> list[Button]:
    """Name and value of each; an unnamed one adds nothing to what is sent."""
    found = _controls(form, "self::button[not(@type) or @type='submit'] or self::input[@type='submit']")
    return list(dict.fromkeys((one.get("name", ""), one.get("value", "")) for one in found)) or [("", "")]


def values_of(form: html.FormElement, button: Button = ("", "")) -> dict[str, Any]:
    """What a browser would send. lxml's own form_values() keeps the first line end of a text and takes an
    empty choice for a ticked one."""
    values: dict[str, Any] = {}
    for field in _controls(form, "@name and (self::input or self::textarea or self::select)"):
        if field.get("disabled") is None and field.get("name") != "csrfmiddlewaretoken":
            values.setdefault(field.get("name"), []).extend(_values(field))
    if button[0]:
        values.setdefault(button[0], []).append(button[1])
    return {name: given for name, given in values.items() if given}


def _values(field: html.HtmlElement) -> list[str]:
    if field.tag == "textarea":
        return [(field.text or "").removeprefix("\n")]
    if field.tag == "select":
        chosen = field.xpath(".//option[@selected]") or (
            [] if field.get("multiple") is not None else field[:1]
        )
        return [one.get("value", one.text_content()) for one in chosen]
    kind = field.get("type", "text")
    if kind in ("submit", "button", "image", "file", "reset"):
        return []
    if kind in ("checkbox", "radio"):
        return [field.get("value", "on")] if field.get("checked") is not None else []
    return [field.get("value", "")]


class Browser:
    def __init__(self, user: Any):
        stillness.tick()
        self._client = Client()
        self._client.force_login(user)

    def get(self, path: str) -> bytes:
        response = self._client.get(path, SERVER_NAME="localhost")
        if response.status_code != 200:
            raise Unexpected(f"GET {path}: {response.status_code} {response.headers.get('Location', '')}")
        return response.content

    def post(self, path: str, data: dict[str, Any], *, expect: int = 302, **headers: Any) -> HttpResponseBase:
        stillness.tick()
        response = self._client.post(path, data, SERVER_NAME="localhost", headers=headers)
        if response.status_code != expect:
            raise Unexpected(f"POST {path} {data}: {response.status_code}, {_errors(response)}")
        return response

    def send(
        self,
        path: str,
        *,
        button: Button = ("", ""),
        to: str = "",
        files: dict[str, tuple[str, bytes]] | None = None,
        if_asked: dict[str, str] | None = None,
        expect: int = 302,
        **fields: Any,
    ) -> HttpResponseBase:
        """The form of the page that holds these fields and this button, with these values changed.

        `if_asked`: fields that a former version has not on its form.
        """
        wanted = {*fields, *(files or {}), *([button[0]] if button[0] else [])}
        for form in forms_of(self.get(path)):
            names = {one.get("name") for one in _controls(form, "@name")}
            if wanted <= names and (not button[0] or button in buttons_of(form)):
                asked = {name: value for name, value in (if_asked or {}).items() if name in names}
                data = {**values_of(form, button), **fields, **asked}
                for name, (file, content) in (files or {}).items():
                    data[name] = SimpleUploadedFile(file, content)
                return self.post(to or form.action or path, data, expect=expect)
        raise Unexpected(f"{path}: no form with {sorted(wanted)} {button}")


def _errors(response: HttpResponseBase) -> str:
    if getattr(response, "streaming", False) or not response.content.strip():
        return "no text"
    root = html.document_fromstring(response.content)
    said = root.xpath(
        "//*[contains(@class, 'error') or contains(@class, 'invalid') or contains(@class, 'notice')]"
    )
    return "; ".join(" ".join(one.text_content().split()) for one in said)[:500]

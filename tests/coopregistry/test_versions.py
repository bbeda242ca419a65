"""Optimistic locking: a form tells whether its record was written since it was rendered."""

import logging

import pytest
from django import forms
from django.http import QueryDict

from agreements.models import Department
from coopregistry.history import version_of
from coopregistry.versions import VersionedForm, current_version, is_stale

pytestmark = pytest.mark.django_db


class NameForm(VersionedForm):
    name = forms.CharField()


class ModelNameForm(forms.ModelForm, VersionedForm):
    class Meta:
        model = Department
        fields = ["name"]


@pytest.fixture
def record() -> Department:
    return Department.objects.create(name="Министерство пробных дел")


def form(version: object) -> NameForm:
    return NameForm(QueryDict(f"name=Орган&version={version}"))


def write(record: Department) -> None:
    record.name = f"{record.name}!"
    record.save()


def test_a_form_is_stale_once_its_record_was_written(record: Department) -> None:
    shown = form(version_of(record))
    assert not shown.is_stale(record)
    write(record)
    assert shown.is_stale(record)


def test_a_record_somebody_made_meanwhile_was_written(record: Department) -> None:
    assert not form(0).is_stale(None)
    assert form(0).is_stale(record)
    assert form(version_of(record)).is_stale(None)


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_an_unreadable_version_is_an_old_one(record: Department, version: str) -> None:
    assert form(version).is_stale(record)
    assert form(version).is_stale(None)


def test_a_renewed_form_passes_until_the_next_writing(record: Department) -> None:
    shown = form(0)
    shown.renew_version(record)
    assert shown["version"].value() == str(version_of(record))
    assert shown["name"].value() == "Орган"
    assert not shown.is_stale(record)
    write(record)
    assert shown.is_stale(record)


def test_a_model_form_carries_the_version_too(record: Department) -> None:
    data = {"name": "Орган", "version": current_version(record)}
    shown = ModelNameForm(data, instance=record)
    assert shown.is_valid()
    assert not shown.is_stale(record)
    assert not ModelNameForm({"name": "Орган"}).is_valid()


def test_a_conflict_is_logged_by_keys_alone(record: Department, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="coopregistry.versions")
    version = version_of(record)
    assert not is_stale(record, version)
    assert is_stale(record, version - 1)
    assert caplog.messages == [
        f"Conflict: agreements.Department {record.pk} is at {version}, not {version - 1}"
    ]

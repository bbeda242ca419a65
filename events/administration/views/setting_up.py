"""«Настройка»: where the first sign-in to a new registry leads."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from agreements.home_region import region_file, terms
from agreements.models import Department, Partner
from events.access import administrator_required
from events.models import Report, Sphere

from ..setting_up import Progress, add_departments, add_spheres, proposal, without_known
from ..setting_up_forms import BodyFormSet, NamesForm


def wants_setting_up(request: HttpRequest) -> bool:
    """Of an administrator, while the registry holds no document."""
    return request.access.administers and not Report.objects.exists()


@require_safe
@administrator_required
def setting_up(request: HttpRequest) -> HttpResponse:
    context = {
        "home": Partner.objects.get(code=settings.HOME_SUBJECT),
        "file": region_file(),
        "terms": terms(),
        "time_zone": settings.TIME_ZONE,
        "progress": Progress.now(),
    }
    return render(request, "events/administration/setting_up.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_required
def bodies(request: HttpRequest) -> HttpResponse:
    """A pasted list, then its names in every case to be proofread, then the bodies."""
    if "form-TOTAL_FORMS" in request.POST:
        proof = BodyFormSet(request.POST)
        if proof.is_valid():
            with transaction.atomic():
                count = add_departments(form.cleaned_data for form in proof)
            text = ngettext("%d body was added.", "%d bodies were added.", count)
            messages.success(request, text % count)
            return redirect("events:setting_up")
        return render(request, "events/administration/setting_up_proof.html", {"proof": proof})
    form = NamesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        new = without_known(Department, form.cleaned_data["names"])
        if new:
            proof = BodyFormSet(initial=[proposal(name) for name in new])
            return render(request, "events/administration/setting_up_proof.html", {"proof": proof})
        messages.info(request, ngettext("%d body was added.", "%d bodies were added.", 0) % 0)
        return redirect("events:setting_up")
    context = {"form": form, "present": Department.objects.values_list("name", flat=True), "of_bodies": True}
    return render(request, "events/administration/setting_up_names.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_required
def spheres(request: HttpRequest) -> HttpResponse:
    form = NamesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with transaction.atomic():
            count = add_spheres(form.cleaned_data["names"])
        messages.success(request, ngettext("%d sphere was added.", "%d spheres were added.", count) % count)
        return redirect("events:setting_up")
    context = {"form": form, "present": Sphere.objects.values_list("name", flat=True)}
    return render(request, "events/administration/setting_up_names.html", context)

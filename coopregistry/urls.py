"""URLs of the site."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.i18n import set_language

from events.api.exceptions import no_such_address
from events.home.views.tasks import MyTasks

from . import views
from .external import views as external
from .jobs import views as jobs

urlpatterns = [
    path("", MyTasks.as_view(), name="home"),
    path("", include("events.urls")),
    path("import/", include("importers.urls")),
    path("", include("events.api.urls")),
    path("api/imports/", include("importers.api.urls")),
    re_path(r"^api/(?P<rest>[\s\S]*)\Z", no_such_address, name="no_such_address"),
    path("jobs/<int:pk>/", jobs.job_page, name="job"),
    path("jobs/<int:pk>/progress/", jobs.job_progress, name="job_progress"),
    path("jobs/<int:pk>/file/", jobs.job_file, name="job_file"),
    path("jobs/<int:pk>/cancel/", jobs.job_cancel, name="job_cancel"),
    path("", include("coopregistry.account.urls")),
    path("sign-in/provider/", external.begin, name="oidc_begin"),
    path("sign-in/provider/back/", external.callback, name="oidc_callback"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("robots.txt", views.robots, name="robots"),
    path("admin/", admin.site.urls),
]

handler400 = "coopregistry.views.bad_request"
handler500 = "coopregistry.views.server_error"

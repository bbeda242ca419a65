"""Addresses of the API and of the pages about it."""

from django.urls import path

from . import described, documents, events, keys, lines, reference, rows

app_name = "api"

urlpatterns = [
    path("keys/", keys.keys, name="keys"),
    path("keys/all/", keys.all_keys, name="all_keys"),
    path("keys/<int:pk>/revoke/", keys.revoke, name="key_revoke"),
    path("api/", described.guide, name="guide"),
    path("api/events/", events.Events.as_view(), name="events"),
    path("api/events/<int:pk>/", events.OneEvent.as_view(), name="event"),
    path("api/events.jsonl", lines.EventLines.as_view(), name="event_lines"),
    path("api/rows/", rows.Rows.as_view(), name="rows"),
    path("api/rows/<int:pk>/", rows.Row.as_view(), name="row"),
    path("api/rows/<int:pk>/restore/", rows.RowBack.as_view(), name="row_restore"),
    path("api/rows/<int:pk>/fate/", rows.RowFate.as_view(), name="row_fate"),
    path("api/rows.jsonl", lines.RowLines.as_view(), name="row_lines"),
    path("api/reports/", documents.Reports.as_view(), name="reports"),
    path("api/reports/<int:pk>/", documents.OneReport.as_view(), name="report"),
    path("api/editions/", documents.Editions.as_view(), name="editions"),
    path("api/editions/<int:pk>/", documents.OneEdition.as_view(), name="edition"),
    path("api/parts/", documents.Parts.as_view(), name="parts"),
    path("api/parts/<int:pk>/", documents.OnePart.as_view(), name="part"),
    path("api/partners/", reference.Partners.as_view(), name="partners"),
    path("api/partners/<slug:code>/", reference.OnePartner.as_view(), name="partner"),
    path("api/agreements/", reference.Agreements.as_view(), name="agreements"),
    path("api/agreements/<int:pk>/", reference.OneAgreement.as_view(), name="agreement"),
    path("api/departments/", reference.Departments.as_view(), name="departments"),
    path("api/departments/<int:pk>/", reference.OneDepartment.as_view(), name="department"),
    path("api/spheres/", reference.Spheres.as_view(), name="spheres"),
    path("api/schema/", described.Description.as_view(), name="schema"),
]

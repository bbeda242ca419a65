"""Addresses of the API and of the pages about it."""

from django.urls import path

from .views import documents, entries, events, json_lines, keys, reference, schema

app_name = "api"

urlpatterns = [
    path("keys/", keys.keys, name="keys"),
    path("keys/all/", keys.all_keys, name="all_keys"),
    path("keys/<int:pk>/revoke/", keys.revoke, name="key_revoke"),
    path("api/", schema.guide, name="guide"),
    path("api/events/", events.EventListView.as_view(), name="events"),
    path("api/events/<int:pk>/", events.EventDetailView.as_view(), name="event"),
    path("api/events.jsonl", json_lines.EventLinesView.as_view(), name="event_lines"),
    path("api/rows/", entries.EntryListView.as_view(), name="rows"),
    path("api/rows/<int:pk>/", entries.EntryDetailView.as_view(), name="row"),
    path("api/rows/<int:pk>/restore/", entries.EntryRestoreView.as_view(), name="row_restore"),
    path("api/rows/<int:pk>/fate/", entries.EntryOutcomeView.as_view(), name="row_fate"),
    path("api/rows.jsonl", json_lines.EntryLinesView.as_view(), name="row_lines"),
    path("api/reports/", documents.ReportListView.as_view(), name="reports"),
    path("api/reports/<int:pk>/", documents.ReportDetailView.as_view(), name="report"),
    path("api/editions/", documents.EditionListView.as_view(), name="editions"),
    path("api/editions/<int:pk>/", documents.EditionDetailView.as_view(), name="edition"),
    path("api/parts/", documents.SubmissionListView.as_view(), name="parts"),
    path("api/parts/<int:pk>/", documents.SubmissionDetailView.as_view(), name="part"),
    path("api/partners/", reference.PartnerListView.as_view(), name="partners"),
    path("api/partners/<slug:code>/", reference.PartnerDetailView.as_view(), name="partner"),
    path("api/agreements/", reference.AgreementListView.as_view(), name="agreements"),
    path("api/agreements/<int:pk>/", reference.AgreementDetailView.as_view(), name="agreement"),
    path("api/departments/", reference.DepartmentListView.as_view(), name="departments"),
    path("api/departments/<int:pk>/", reference.DepartmentDetailView.as_view(), name="department"),
    path("api/spheres/", reference.SphereListView.as_view(), name="spheres"),
    path("api/schema/", schema.SchemaView.as_view(), name="schema"),
]

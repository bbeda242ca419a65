"""Addresses of the API and of the pages about it."""

from django.urls import path

from .views import documents, entries, events, jobs, json_lines, keys, reference, results, schema

app_name = "api"

urlpatterns = [
    path("keys/", keys.keys, name="keys"),
    path("keys/all/", keys.all_keys, name="all_keys"),
    path("keys/<int:pk>/revoke/", keys.revoke, name="key_revoke"),
    path("api/", schema.guide, name="guide"),
    path("api/events/", events.EventListAPIView.as_view(), name="events"),
    path("api/events/<int:pk>/", events.EventDetailAPIView.as_view(), name="event"),
    path("api/events.jsonl", json_lines.EventLinesAPIView.as_view(), name="event_lines"),
    path("api/rows/", entries.EntryListAPIView.as_view(), name="rows"),
    path("api/rows/<int:pk>/", entries.EntryDetailAPIView.as_view(), name="row"),
    path("api/rows/<int:pk>/restore/", entries.EntryRestoreAPIView.as_view(), name="row_restore"),
    path("api/rows/<int:pk>/fate/", entries.EntryOutcomeAPIView.as_view(), name="row_fate"),
    path("api/rows.jsonl", json_lines.EntryLinesAPIView.as_view(), name="row_lines"),
    path("api/reports/", documents.ReportListAPIView.as_view(), name="reports"),
    path("api/reports/<int:pk>/", documents.ReportDetailAPIView.as_view(), name="report"),
    path("api/editions/", documents.EditionListAPIView.as_view(), name="editions"),
    path("api/editions/<int:pk>/", documents.EditionDetailAPIView.as_view(), name="edition"),
    path("api/parts/", documents.SubmissionListAPIView.as_view(), name="parts"),
    path("api/parts/<int:pk>/", documents.SubmissionDetailAPIView.as_view(), name="part"),
    path("api/partners/", reference.PartnerListAPIView.as_view(), name="partners"),
    path("api/partners/<slug:code>/", reference.PartnerDetailAPIView.as_view(), name="partner"),
    path("api/agreements/", reference.AgreementListAPIView.as_view(), name="agreements"),
    path("api/agreements/<int:pk>/", reference.AgreementDetailAPIView.as_view(), name="agreement"),
    path("api/departments/", reference.DepartmentListAPIView.as_view(), name="departments"),
    path("api/departments/<int:pk>/", reference.DepartmentDetailAPIView.as_view(), name="department"),
    path("api/spheres/", reference.SphereListAPIView.as_view(), name="spheres"),
    path("api/results/", results.ResultListAPIView.as_view(), name="results"),
    path("api/results/<slug:ref>/", results.ResultDetailAPIView.as_view(), name="result"),
    path("api/results/<slug:ref>/control/", results.ResultControlAPIView.as_view(), name="result_control"),
    path("api/results/<slug:ref>/report/", results.ResultReportAPIView.as_view(), name="result_report"),
    path("api/jobs/<int:pk>/", jobs.JobDetailAPIView.as_view(), name="job"),
    path("api/schema/", schema.SchemaView.as_view(), name="schema"),
]

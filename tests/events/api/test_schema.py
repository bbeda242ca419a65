"""The OpenAPI schema: names that clients generate code from."""

from django.utils import translation

from events.api.schema import openapi_schema


def test_components_keep_their_names() -> None:
    names = set(openapi_schema()["components"]["schemas"])
    assert {name for name in names if not name.startswith("Paginated")} == {
        "Agreement", "AgreementBodyRequest", "BasisDocument", "Breakdown", "BreakdownLine",
        "Column", "Control", "ControlBodyRequest", "Decision", "Department", "Edition",
        "EditionWithTable", "Event", "EventPartner", "EventResult", "EventWithRows", "ExecutionBodyRequest",
        "ExecutionReport", "FateBodyRequest", "Figures", "Finding", "Import", "ImportWithRows", "ImportedRow",
        "Job", "Meeting", "MeetingBodyRequest",
        "MeetingDecisionBodyRequest", "Named", "NewRowBodyRequest", "OutsideMeeting", "Part",
        "Participant", "PatchedAgreementBodyRequest",
        "PatchedMeetingChangeBodyRequest", "PatchedResultChangeBodyRequest", "Person",
        "PersonSentRequest", "PersonWithMeetings", "Post", "RowAnswer", "RowAnswers", "RowsBodyRequest",
        "Sums", "Partner", "PartnerRef", "PartnerWithFigures",
        "Party", "PatchedRowChangeBodyRequest", "Phrases", "Problem", "Report", "ReportDocument",
        "ReportRef", "ReportSection", "Result", "ResultWithDecisions", "Row", "RowCheck", "RowOrCheck",
        "RowPartner", "SectionRef", "Similar", "Source", "Sphere", "Values", "Year",
    }  # fmt: skip


def test_operations_keep_their_names() -> None:
    paths = openapi_schema()["paths"].values()
    names = {operation["operationId"] for methods in paths for operation in methods.values()}
    assert names == {
        "agreements_change", "agreements_create", "figures_read",
        "meetings_change", "meetings_create", "meetings_decide",
        "meetings_list", "meetings_read", "meetings_strike",
        "people_list", "people_read", "results_change", "rows_bulk",
        "agreements_list", "agreements_read", "departments_list", "departments_read", "editions_list",
        "editions_read", "events_lines", "events_list", "events_read", "imports_create", "imports_list",
        "imports_read", "jobs_cancel", "jobs_file", "jobs_read",
        "partners_list", "partners_read", "parts_list", "parts_read", "reports_file", "reports_list",
        "reports_read",
        "results_control", "results_list", "results_read", "results_report",
        "rows_change", "rows_create", "rows_fate", "rows_lines", "rows_list", "rows_read", "rows_remove",
        "rows_restore", "schema_read", "spheres_list",
    }  # fmt: skip


def test_the_schema_speaks_the_language_of_the_reader() -> None:
    with translation.override("ru"):
        assert openapi_schema()["info"]["title"] == "Реестр регионального сотрудничества"
    with translation.override("en"):
        assert openapi_schema()["info"]["title"] == "Registry of regional cooperation"


def test_a_change_of_a_row_names_its_refusals() -> None:
    responses = openapi_schema()["paths"]["/api/rows/{id}/"]["patch"]["responses"]
    assert set(responses) == {"200", "400", "401", "403", "404", "412", "413", "415", "422", "428", "429"}

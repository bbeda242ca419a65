"""Finds the plan or report that the arguments of a command name."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from agreements.names.folding import fold
from events.models import Report
from events.period import Period
from events.vocabulary import Kind


def add_report_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("kind", choices=[kind.value for kind in Kind], metavar="KIND")
    parser.add_argument("period", metavar="PERIOD", help=Period.EXAMPLES)
    parser.add_argument("--partner", metavar="NAME", default="", help="of a report about one partner alone")
    parser.add_argument(
        "--agreement", metavar="TITLE", default="", help="of a report about one agreement alone"
    )


def report_of(options: dict[str, Any]) -> Report:
    try:
        code = Period.parse(options["period"]).code
    except ValueError as error:
        raise CommandError(str(error)) from error
    reports = list(
        Report.objects.filter(kind=options["kind"], period_code=code).select_related("partner", "agreement")
    )
    found = [report for report in reports if _is_about(report, options["partner"], options["agreement"])]
    if len(found) == 1:
        return found[0]
    if found:
        titles = "; ".join(report.agreement.title for report in found if report.agreement)
        raise CommandError(_("Several documents fit; name the agreement: %s") % titles)
    existing = ", ".join(_named(report) for report in reports or Report.objects.all()[:20])
    raise CommandError(_("There is no such document in the registry. It holds: %s") % (existing or _("none")))


def _is_about(report: Report, partner: str, agreement: str) -> bool:
    """Without names: about all partners. A document about one agreement is found by its partner as well."""
    if agreement:
        return report.agreement is not None and fold(agreement) in fold(report.agreement.title)
    if partner:
        partners = report.agreement.partners.all() if report.agreement else [report.partner]
        return any(fold(partner) in (fold(one.name), fold(one.official)) for one in partners if one)
    return report.partner is None and report.agreement is None


def _named(report: Report) -> str:
    words = [f"{report.kind} {report.period_code}"]
    if report.agreement is not None:
        words.append(f"--agreement “{report.agreement.title}”")
    elif report.partner is not None:
        words.append(f"--partner “{report.partner.name}”")
    return " ".join(words)

"""The report on how one agreement is carried out; the parties tell whether it is an interregional one."""

from .agreement_plan import AgreementPlan


class AgreementReport(AgreementPlan):
    name = "agreement_report"
    plan = False

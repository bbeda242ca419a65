"""With whom and on what basis the region cooperates."""

from .agreement import Agreement, AgreementParty, AgreementWording
from .agreement_file import AgreementFile
from .department import Department, DepartmentWording, Membership, Succession
from .partner import Partner, PartnerAlias

__all__ = [
    "Agreement",
    "AgreementFile",
    "AgreementParty",
    "AgreementWording",
    "Department",
    "DepartmentWording",
    "Membership",
    "Partner",
    "PartnerAlias",
    "Succession",
]

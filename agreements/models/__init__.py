"""With whom and on what basis the region cooperates."""

from .agreement import Agreement, AgreementParty, AgreementWording
from .agreement_file import AgreementFile
from .department import Department, DepartmentWording, Membership, Succession
from .partner import NotAPartner, Partner, PartnerAlias

__all__ = [
    "Agreement",
    "AgreementFile",
    "AgreementParty",
    "AgreementWording",
    "Department",
    "DepartmentWording",
    "Membership",
    "NotAPartner",
    "Partner",
    "PartnerAlias",
    "Succession",
]

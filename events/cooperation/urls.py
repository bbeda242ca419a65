"""URLs of partners, their dossiers, and the register of agreements."""

from django.urls import path

from .views import (
    agreement_files,
    agreement_papers,
    agreements,
    dossiers,
    new_agreement,
    partner_facts,
    partners,
    without_agreement,
)

urlpatterns = [
    path("partners/", partners.PartnerListView.as_view(), name="partners"),
    path("partners/<int:pk>/", partners.partner_detail, name="partner"),
    path("partners/<int:pk>/facts/", partner_facts.facts_edit, name="partner_facts"),
    path("partners/<int:pk>/dossier/", dossiers.dossier, name="dossier"),
    path("dossiers/<int:pk>/file.docx", dossiers.dossier_file, name="dossier_file"),
    path("agreements/", agreements.AgreementListView.as_view(), name="agreements"),
    path("agreements/journal.<slug:suffix>", agreement_papers.journal_file, name="agreement_journal"),
    path("agreements/new/<slug:ref>/", new_agreement.agreement_new, name="agreement_new"),
    path("agreements/<int:pk>/", agreements.agreement_detail, name="agreement"),
    path("agreements/<int:pk>/edit/", agreements.agreement_edit, name="agreement_edit"),
    path("agreements/<int:pk>/file.docx", agreement_papers.implementation_file, name="agreement_file"),
    path("agreements/<int:pk>/files/", agreement_files.file_create, name="agreement_attach"),
    path("agreements/files/<int:pk>/", agreement_files.file_download, name="agreement_attached"),
    path("agreements/files/<int:pk>/remove/", agreement_files.file_remove, name="agreement_attached_remove"),
    path(
        "agreements/files/<int:pk>/restore/", agreement_files.file_restore, name="agreement_attached_restore"
    ),
    path("agreements/none/events/", without_agreement.event_list, name="events_without_agreement"),
    path(
        "agreements/none/partners/",
        without_agreement.PartnersWithoutAgreementView.as_view(),
        name="partners_without_agreement",
    ),
]

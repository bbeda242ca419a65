"""Addresses of partners, their dossiers, and the register of agreements."""

from django.urls import path

from .views import agreement_files, agreements, partners

urlpatterns = [
    path("partners/", partners.Partners.as_view(), name="partners"),
    path("partners/<int:pk>/", partners.partner, name="partner"),
    path("partners/<int:pk>/facts/", partners.facts, name="partner_facts"),
    path("partners/<int:pk>/dossier/", partners.dossier, name="dossier"),
    path("dossiers/<int:pk>/file.docx", partners.dossier_file, name="dossier_file"),
    path("agreements/", agreements.Agreements.as_view(), name="agreements"),
    path("agreements/journal.<slug:suffix>", agreements.journal_file, name="agreement_journal"),
    path("agreements/<int:pk>/", agreements.agreement, name="agreement"),
    path("agreements/<int:pk>/edit/", agreements.agreement_edit, name="agreement_edit"),
    path("agreements/<int:pk>/file.docx", agreements.implementation_file, name="agreement_file"),
    path("agreements/<int:pk>/files/", agreement_files.attach, name="agreement_attach"),
    path("agreements/files/<int:pk>/", agreement_files.attached, name="agreement_attached"),
    path("agreements/files/<int:pk>/remove/", agreement_files.remove, name="agreement_attached_remove"),
    path("agreements/files/<int:pk>/restore/", agreement_files.restore, name="agreement_attached_restore"),
    path("agreements/none/events/", agreements.events_without, name="events_without_agreement"),
    path(
        "agreements/none/partners/", agreements.PartnersWithout.as_view(), name="partners_without_agreement"
    ),
]

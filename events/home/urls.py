"""URLs of the papers of the home page."""

from django.urls import path

from .views import papers

urlpatterns = [
    path("", papers.papers_page, name="papers"),
    path("dossier/", papers.choose_dossier, name="papers_dossier"),
    path("coming-<slug:span>.docx", papers.coming_file, name="coming_file"),
    path("agreements-<int:year>.docx", papers.agreements_file, name="agreements_of_year"),
]

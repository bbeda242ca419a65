"""Addresses of collecting: the board, requests, a department's own page, letters."""

from django.urls import path

from .views import board, department, letters, paste, questions

urlpatterns = [
    path("board/", board.board, name="board"),
    path("reports/<int:pk>/ask/", board.submissions_request, name="report_ask"),
    path("reports/<int:pk>/letters/", letters.letters, name="letters"),
    path("parts/<int:pk>/", board.submission_review, name="part"),
    path("rows/<int:pk>/questions/", questions.question_ask, name="question_ask"),
    path("questions/<int:pk>/answer/", questions.question_answer, name="question_answer"),
    path("questions/<int:pk>/settle/", questions.question_settle, name="question_settle"),
    path("my/<int:pk>/", department.submission_detail, name="my_part"),
    path("my/<int:pk>/hand-in/", department.submission_submit, name="my_part_hand_in"),
    path("my/<int:pk>/nothing/", department.submission_answer_nothing, name="my_part_nothing"),
    path("my/<int:pk>/take-back/", department.submission_withdraw, name="my_part_take_back"),
    path("my/<int:pk>/download/", department.submission_file, name="my_part_download"),
    path("my/<int:pk>/paste/", paste.submission_paste, name="my_part_paste"),
    path("my/<int:pk>/paste/undo/", paste.submission_paste_undo, name="my_part_paste_undo"),
]

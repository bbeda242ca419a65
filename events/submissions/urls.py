"""Addresses of collecting: the board, what is asked of a department, its own page, letters."""

from django.urls import path

from .views import board, letters, parts

urlpatterns = [
    path("board/", board.board, name="board"),
    path("reports/<int:pk>/ask/", board.ask, name="report_ask"),
    path("reports/<int:pk>/letters/", letters.letters, name="letters"),
    path("parts/<int:pk>/", board.part, name="part"),
    path("my/<int:pk>/", parts.part, name="my_part"),
    path("my/<int:pk>/hand-in/", parts.hand_in, name="my_part_hand_in"),
    path("my/<int:pk>/nothing/", parts.answer_nothing, name="my_part_nothing"),
    path("my/<int:pk>/take-back/", parts.take_back, name="my_part_take_back"),
    path("my/<int:pk>/download/", parts.download, name="my_part_download"),
    path("my/<int:pk>/paste/", parts.paste, name="my_part_paste"),
]

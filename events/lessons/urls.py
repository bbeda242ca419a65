"""Addresses of what the registry was taught."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.LessonList.as_view(), name="lessons"),
    path("new/", views.lesson_new, name="lesson_new"),
    path("<int:pk>/", views.lesson_detail, name="lesson"),
    path("<int:pk>/confirm/", views.lesson_confirm, name="lesson_confirm"),
    path("<int:pk>/decline/", views.lesson_decline, name="lesson_decline"),
    path("<int:pk>/take-back/", views.lesson_take_back, name="lesson_take_back"),
]

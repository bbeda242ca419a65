"""Addresses of meetings: what rows tell of them, what people keep of them, those no row tells of."""

from django.urls import path

from .views import correcting, details, outside

urlpatterns = [
    path("rows/<int:pk>/told/new/<slug:what>/", correcting.told_add, name="told_add"),
    path("rows/<int:pk>/told/<slug:key>/", correcting.told_edit, name="told_edit"),
    path("rows/<int:pk>/told/<slug:key>/decide/", correcting.told_decide, name="told_decide"),
    path("rows/<int:pk>/told/<slug:key>/details/", details.meeting_details, name="meeting_details"),
    path("meetings/files/<int:pk>/", details.meeting_file, name="meeting_file"),
    path("meetings/files/<int:pk>/remove/", details.meeting_file_remove, name="meeting_file_remove"),
    path("meetings/", outside.OutsideListView.as_view(), name="outside_meetings"),
    path("meetings/new/", outside.outside_new, name="outside_meeting_new"),
    path("meetings/<int:pk>/", outside.outside_detail, name="outside_meeting"),
    path("meetings/<int:pk>/edit/", outside.outside_edit, name="outside_meeting_edit"),
    path("meetings/<int:pk>/remove/", outside.outside_remove, name="outside_meeting_remove"),
    path("meetings/<int:pk>/undo/", outside.outside_undo, name="outside_meeting_undo"),
]

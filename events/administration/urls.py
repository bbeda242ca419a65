"""Addresses of the pages of administration."""

from django.urls import path

from .views import merging, overview, people, setting_up

urlpatterns = [
    path("", overview.administration, name="administration"),
    path("setting-up/", setting_up.setting_up, name="setting_up"),
    path("setting-up/bodies/", setting_up.bodies, name="setting_up_bodies"),
    path("setting-up/spheres/", setting_up.spheres, name="setting_up_spheres"),
    path("state/", overview.state, name="system_state"),
    path("sign-ins/", overview.sign_ins, name="sign_ins"),
    path("sign-ins/file/", overview.sign_ins_file, name="sign_ins_file"),
    path("jobs/", overview.jobs, name="jobs"),
    path("merge/<slug:kind>/", merging.merge, name="merge"),
    path("reorganisation/", merging.reorganisation, name="reorganisation"),
    path("changes/<int:pk>/", merging.structure_change, name="structure_change"),
    path("changes/<int:pk>/undo/", merging.structure_change_undo, name="structure_change_undo"),
    path("users/", people.people, name="people"),
    path("users/new/", people.person_new, name="person_new"),
    path("users/<int:pk>/", people.person, name="person"),
    path("users/<int:pk>/bodies/", people.membership_add, name="membership_add"),
    path("users/<int:pk>/password/", people.person_password, name="person_password"),
    path("users/<int:pk>/sessions/end/", people.sessions_end, name="sessions_end"),
    path("users/<int:pk>/second-factors/remove/", people.second_factors_remove, name="second_factors_remove"),
    path("users/<int:pk>/drafts/", people.drafts_hand_over, name="drafts_hand_over"),
    path("bodies/<int:pk>/end/", people.membership_end, name="membership_end"),
]

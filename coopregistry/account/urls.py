"""Addresses of signing in and of the user's own account."""

from django.urls import path

from . import confirmation, passwords, second_factors, second_step, sessions, sign_in

urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="sign_in"),
    path("sign-in/second-step/", second_step.SecondStep.as_view(), name="second_step"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign_out"),
    path("password/", passwords.PasswordChange.as_view(), name="password_change"),
    path("password/forgotten/", passwords.PasswordReset.as_view(), name="password_reset"),
    path("password/forgotten/sent/", passwords.PasswordResetSent.as_view(), name="password_reset_sent"),
    path(
        "password/new/<uidb64>/<token>/",
        passwords.PasswordResetConfirm.as_view(),
        name="password_reset_confirm",
    ),
    path("password/confirm/", confirmation.confirm_password, name="confirm_password"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("second-factor/", second_factors.second_factors, name="second_factors"),
    path("second-factor/codes/", second_factors.codes_add, name="codes_add"),
    path("second-factor/passkey/", second_factors.passkey_add, name="passkey_add"),
    path("second-factor/recovery/", second_factors.recovery_codes_new, name="recovery_codes_new"),
    path("second-factor/<int:pk>/remove/", second_factors.factor_remove, name="factor_remove"),
    path("admin/login/", sign_in.admin_sign_in),
]

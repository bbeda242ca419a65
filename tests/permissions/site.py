"""Signing in and out, passwords, language."""

from tests.permissions.roles import Rule, everybody, signed_in

RULES = {
    "home": Rule(get=signed_in()),
    "sign_in": Rule(get={**signed_in(302), "anonymous": 200}, post={**signed_in(302), "anonymous": 200}),
    "sign_out": Rule(get=signed_in(405), post=signed_in(302)),
    "password_change": Rule(get=signed_in(), post=signed_in()),
    "password_reset": Rule(get=everybody(), post=everybody()),
    "password_reset_sent": Rule(get=everybody()),
    "password_reset_confirm": Rule(
        get=everybody(), post=everybody(), kwargs=lambda world: {"uidb64": "MQ", "token": "none"}
    ),
    # Nobody owes a second step, and no second factor is offered: tests/coopregistry/account has them.
    "second_step": Rule(get=everybody(302), post=everybody(302)),
    "sessions": Rule(get=signed_in(), post=signed_in()),
    "second_factors": Rule(get=signed_in()),
    "codes_add": Rule(get=signed_in(404), post=signed_in(404)),
    "passkey_add": Rule(get=signed_in(404), post=signed_in(404)),
    "factor_remove": Rule(get=signed_in(405), post=signed_in(404), kwargs=lambda world: {"pk": 1}),
    "recovery_codes_new": Rule(get=signed_in(405), post=signed_in(404)),
    "confirm_password": Rule(get=signed_in(404), post=signed_in(404)),
    # No provider of identities is set: tests/coopregistry/external has one.
    "oidc_begin": Rule(get=everybody(405), post=everybody(404)),
    "oidc_callback": Rule(get=everybody(404)),
    "set_language": Rule(get=everybody(302), post=everybody(302)),
    "robots": Rule(get=everybody()),
    "admin/login/": Rule(
        get={**signed_in(403), "anonymous": 302, "administrator": 302},
        post={**signed_in(403), "anonymous": 302, "administrator": 302},
    ),
}

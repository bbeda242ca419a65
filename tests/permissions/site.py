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
    "set_language": Rule(get=everybody(302), post=everybody(302)),
    "robots": Rule(get=everybody()),
    "admin/login/": Rule(
        get={**signed_in(403), "anonymous": 302, "administrator": 302},
        post={**signed_in(403), "anonymous": 302, "administrator": 302},
    ),
}

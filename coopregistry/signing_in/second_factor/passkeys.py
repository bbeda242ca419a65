"""Passkeys by WebAuthn: of a phone, of Windows Hello, of a security key."""

import json
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from ...models import User
from ..models import SecondFactor
from .sealing import seal, unseal

_VERIFIED = UserVerificationRequirement.PREFERRED


class WrongPasskey(Exception):
    """Not an answer to what was asked, or of a passkey that is not the user's."""


def ask_for_new(request: HttpRequest, user: User) -> tuple[str, dict[str, Any]]:
    """What the browser is asked, as JSON, and what to keep until it answers."""
    entity = PublicKeyCredentialUserEntity(
        id=f"user-{user.pk}".encode(), name=user.get_username(), display_name=str(user)
    )
    options, state = _server(request).register_begin(
        entity,
        [credential for _factor, credential in _passkeys(user)],
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=_VERIFIED,
    )
    return json.dumps(dict(options.public_key)), state


def new_passkey(request: HttpRequest, user: User, name: str, state: Any, answer: str) -> SecondFactor:
    """Unsaved."""
    try:
        data = _server(request).register_complete(state, json.loads(answer))
        credential = bytes(data.credential_data)
    except Exception as wrong:  # whatever of the library an invented answer breaks
        raise WrongPasskey from wrong
    return SecondFactor(
        user=user,
        kind=SecondFactor.Kind.PASSKEY,
        name=name,
        secret=seal(credential),
        counter=data.counter,
    )


def ask(request: HttpRequest, user: User) -> tuple[str, dict[str, Any]] | None:
    """None where the user has no passkey."""
    credentials = [credential for _factor, credential in _passkeys(user)]
    if not credentials:
        return None
    options, state = _server(request).authenticate_begin(credentials, user_verification=_VERIFIED)
    return json.dumps(dict(options.public_key)), state


def passkey_of(request: HttpRequest, user: User, state: Any, answer: str) -> SecondFactor:
    """The one that signed what was asked; its counter is moved on, unsaved."""
    standing = {credential.credential_id: (factor, credential) for factor, credential in _passkeys(user)}
    try:
        signed = AuthenticationResponse.from_dict(json.loads(answer))
        credentials = [credential for _factor, credential in standing.values()]
        used = _server(request).authenticate_complete(state, credentials, signed)
        seen = signed.response.authenticator_data.counter
    except Exception as wrong:  # whatever of the library an invented answer breaks
        raise WrongPasskey from wrong
    factor, _credential = standing[used.credential_id]
    # A counter that stands still is that of a copy; many passkeys count nothing at all.
    if (seen or factor.counter) and seen <= factor.counter:
        raise WrongPasskey
    factor.counter = seen
    return factor


def _passkeys(user: User) -> list[tuple[SecondFactor, AttestedCredentialData]]:
    factors = user.second_factors.filter(kind=SecondFactor.Kind.PASSKEY)
    opened = [(factor, unseal(factor.secret)) for factor in factors]
    return [(factor, AttestedCredentialData(secret)) for factor, secret in opened if secret is not None]


def _server(request: HttpRequest) -> Fido2Server:
    """Passkeys are bound to the name of the site, so a site that is renamed needs new ones."""
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name=_("Registry of regional cooperation")))

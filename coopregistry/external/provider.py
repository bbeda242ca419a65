"""The OpenID provider of the settings, asked by code flow with PKCE; what it says is checked by Authlib."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth
from authlib.integrations.django_client.apps import DjangoOAuth2App
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from joserfc.errors import JoseError
from requests import RequestException

_TIMEOUT = 10  # seconds


class ProviderError(Exception):
    """It does not answer, or answers what cannot be believed."""


def lead_to_provider(request: HttpRequest, back: str) -> HttpResponse:
    try:
        return _provider().authorize_redirect(request, back)
    except _FAULTS as fault:
        raise ProviderError from fault


def claims_of(request: HttpRequest) -> Mapping[str, Any]:
    """What the signed token says of who came back, and where it says no groups, what the provider tells."""
    provider = _provider()
    try:
        expected = {
            "iss": {"essential": True, "values": [provider.server_metadata["issuer"]]},
            "aud": {"essential": True, "values": [settings.OIDC_CLIENT_ID]},
        }
        token = provider.authorize_access_token(request, claims_options=expected)
        claims = dict(token["userinfo"])
        if settings.OIDC_GROUPS_CLAIM not in claims and "userinfo_endpoint" in provider.server_metadata:
            told = provider.userinfo(token=token)
            if told["sub"] != claims["sub"]:
                raise ProviderError
            claims = {**told, **claims}
    except _FAULTS as fault:
        raise ProviderError from fault
    return claims


def _provider() -> DjangoOAuth2App:
    provider = _client(
        settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET, settings.OIDC_SCOPES
    )
    try:
        metadata = provider.load_server_metadata()
        if metadata["issuer"].rstrip("/") != settings.OIDC_ISSUER:
            raise ProviderError
    except _FAULTS as fault:
        raise ProviderError from fault
    # A shared secret or no signature at all would let others write tokens.
    offered = metadata.get("id_token_signing_alg_values_supported", ["RS256"])
    metadata["id_token_signing_alg_values_supported"] = [
        name for name in offered if name.startswith(("RS", "PS", "ES", "Ed"))
    ]
    return provider


@cache
def _client(issuer: str, client_id: str, secret: str, scopes: str) -> DjangoOAuth2App:
    """Made once: it keeps what the provider says of itself."""
    return OAuth().register(
        "provider",
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_id=client_id,
        client_secret=secret,
        client_kwargs={
            "scope": scopes,
            "code_challenge_method": "S256",
            "default_timeout": _TIMEOUT,
        },
    )


_FAULTS = (AuthlibBaseError, JoseError, RequestException, ValueError, KeyError, TypeError, RuntimeError)

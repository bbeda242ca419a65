"""Signing in by a directory (LDAP) or a provider of identities (OpenID Connect)."""

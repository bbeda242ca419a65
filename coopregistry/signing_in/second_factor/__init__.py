"""Codes of an application, passkeys and recovery codes."""

"""Origins as the content policy names them."""

from urllib.parse import urlsplit


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"

"""Settings of the registry (being built)."""

SECRET_KEY = "demo"
USE_TZ = True

"""The application for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from .office import sweep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coopregistry.settings")
application = get_wsgi_application()
sweep()

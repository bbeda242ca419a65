"""The application for gunicorn."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from .office import sweep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coopregistry.settings")
application = get_wsgi_application()
sweep()
# What is loaded now stays. Looked through for garbage again and again, it cost large pages a fifth.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()

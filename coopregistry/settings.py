"""Settings: development by default, production once SECRET_KEY is set. Other settings come from the
environment; `docs/production.md` lists them."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from .environment import Environment
from .origins import origin_of
from .proxies import TrustedProxies
from .scanning import ScannerAddress

BASE_DIR = Path(__file__).resolve().parent.parent

_env = Environment()
MISREAD_SETTINGS = _env.misread  # told by the checks, see coopregistry/checks.py

PRODUCTION = "SECRET_KEY" in _env
DEBUG = not PRODUCTION
SECRET_KEY = _env.text("SECRET_KEY", "development-only-never-served-to-others")
SECRET_KEY_FALLBACKS = _env.texts("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = _env.texts("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _env.texts("CSRF_TRUSTED_ORIGINS")

# Web servers before this one that are believed about the client's address and scheme.
TRUSTED_PROXIES = _env.read(
    "TRUSTED_PROXIES",
    TrustedProxies,
    TrustedProxies(""),
    _("Addresses and networks are expected, separated by commas, or unix: 127.0.0.1,10.1.0.5."),
)

# Code of the region that runs this registry, as in the reference data. Never listed among the partners.
# Development has the region of the samples; in production no region is anybody's default.
HOME_SUBJECT = _env.text("HOME_SUBJECT", "" if PRODUCTION else "ru-67")
# Its bodies, spheres and terms; where empty, the file that comes with the registry, if one does.
REGION_FILE = _env.text("REGION_FILE")

# Offices close the report of a quarter about this day of its last month: what ends later is told in the next.
# None: as the region's file says, else custom.
REPORT_CUT_OFF_DAY = _env.whole("REPORT_CUT_OFF_DAY", None, least=1, most=31)

# Whether files a viewer downloads name the people of meetings, or their posts alone (docs/personal-data.md).
NAMES_IN_VIEWER_FILES = _env.switch("NAMES_IN_VIEWER_FILES", default=True)

INSTALLED_APPS = [
    "coopregistry",
    "agreements",
    "events",
    "importers",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "django_htmx",
    "csp",
    "django_tasks",
    "axes",
]

MIDDLEWARE = [
    "coopregistry.proxies.ProxyMiddleware",  # all that follow see the client's own address
    "coopregistry.monitoring.middleware.MonitoringMiddleware",
    "coopregistry.middleware.RequestLogMiddleware",  # it measures all that follow
    "django.middleware.security.SecurityMiddleware",
    "events.api.transport.SecureAPIMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads responses randomly against BREACH
    "csp.middleware.CSPMiddleware",
    "coopregistry.replicas.ReplicaMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "coopregistry.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "coopregistry.middleware.SignedInMiddleware",
    "events.entries.restriction.OpeningMiddleware",
    "events.access.AccessMiddleware",
    "coopregistry.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "coopregistry.urls"
WSGI_APPLICATION = "coopregistry.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "coopregistry.context_processors.region",
                "coopregistry.context_processors.csrf_cookie",
            ],
        },
    },
]
FORM_RENDERER = "coopregistry.form_rendering.FormRenderer"

DATABASES = {
    "default": _env.database("DATABASE_URL")
    or {"ENGINE": "django.db.backends.sqlite3", "NAME": str(BASE_DIR / "db.sqlite3"), "CONN_MAX_AGE": 60}
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE takes the write lock at the start, so that a second writer waits instead of failing.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # A pooler that lends a connection for one transaction at a time, such as PgBouncer (docs/scale.md).
    _is_pooled = _env.switch("DATABASE_POOLED", default=False)
    _replica = _env.database("DATABASE_REPLICA_URL")
    if _replica:
        DATABASES["replica"] = {**_replica, "TEST": {"MIRROR": "default"}}
    # JIT compilation takes seconds, the query less than one. The database fits in memory, where random access
    # is as cheap as sequential; with the default cost PostgreSQL scans whole tables for each event.
    _OPTIONS = ("lock_timeout=5s", "statement_timeout=60s", "jit=off", "random_page_cost=1.1")
    for _database in DATABASES.values():
        # Seconds; a host that is gone would keep a worker for two minutes.
        _database["OPTIONS"] = {"connect_timeout": 5}
        if _is_pooled:  # neither options of a connection nor cursors outlast a transaction
            _database["DISABLE_SERVER_SIDE_CURSORS"] = True
        else:
            _database["OPTIONS"]["options"] = " ".join(f"-c {option}" for option in _OPTIONS)
DATABASE_ROUTERS = ["coopregistry.replicas.ReplicaRouter"]
# The role that owns the tables, see coopregistry/owner.py; empty where it is the site's own.
MIGRATION_DATABASE = _env.database("MIGRATION_DATABASE_URL")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "coopregistry.User"
AUTHENTICATION_BACKENDS = [
    # Throttles by user name and address, before hashing the password.
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
# Its tables hold who is locked out now; sign-ins are kept in the journal, see coopregistry/journal/sign_ins.
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False  # it lets edit and delete
AXES_CLIENT_IP_CALLABLE = "coopregistry.proxies.address_asked_from"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "coopregistry.account.password_names.NamesInPasswordValidator"},
    {"NAME": "coopregistry.account.breached_passwords.BreachedPasswordValidator"},
]
# A sorted list of SHA-1 digests, see coopregistry/account/breached_passwords.py
BREACHED_PASSWORDS = _env.text("BREACHED_PASSWORDS")
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "answer"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"

# Empty: no second factor; "optional": whoever wants; roles: these must have one, others may.
SECOND_FACTOR = _env.texts("SECOND_FACTOR")
SECOND_FACTOR_OFFERED = bool(SECOND_FACTOR)
SECOND_FACTOR_ROLES = frozenset(SECOND_FACTOR) - {"optional"}

# Accounts from elsewhere: the groups that give roles and departments, an LDAP directory, an OpenID provider.
SIGN_IN_GROUPS = _env.text("SIGN_IN_GROUPS")
if "LDAP_URL" in _env:
    from .external.directory_settings import ldap_settings

    globals().update(ldap_settings(os.environ))
    AUTHENTICATION_BACKENDS.append("coopregistry.external.directory.DirectoryBackend")
OIDC_ISSUER = _env.text("OIDC_ISSUER").rstrip("/")
OIDC_NAME = _env.text("OIDC_NAME")
OIDC_CLIENT_ID = _env.text("OIDC_CLIENT_ID")
OIDC_CLIENT_SECRET = _env.text("OIDC_CLIENT_SECRET")
OIDC_SCOPES = _env.text("OIDC_SCOPES", "openid profile email")
OIDC_USERNAME_CLAIM = _env.text("OIDC_USERNAME_CLAIM", "preferred_username")
OIDC_GROUPS_CLAIM = _env.text("OIDC_GROUPS_CLAIM", "groups")

# E-mail goes to the console until a mail server is configured.
EMAIL_HOST = _env.text("EMAIL_HOST")
# A link that sets a password must not stand in the log of a server in use.
LETTERS_ARE_SENT = bool(EMAIL_HOST) or not PRODUCTION
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = _env.whole("EMAIL_PORT", 25, least=1, most=65535)
EMAIL_HOST_USER = _env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = _env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = _env.switch("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = _env.text("DEFAULT_FROM_EMAIL", "registry@localhost")

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = _env.time_zone("REGION_TIME_ZONE", "Europe/Moscow")
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
WHITENOISE_AUTOREFRESH = not PRODUCTION  # no collectstatic in development and tests
STATICFILES_DIRS = [BASE_DIR / "static"]
if PRODUCTION:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

FILE_UPLOAD_HANDLERS = [
    "coopregistry.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

PASSWORD_RESET_TIMEOUT = 60 * 60  # a link by letter
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_LONGEST = _env.whole("SESSION_LONGEST", 16, least=1)  # hours from the sign-in, however busy
SESSION_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
# Not with every page, which would write where it only reads: between eight hours and this less without one.
SESSION_RENEWED_AFTER = 15 * 60
X_FRAME_OPTIONS = "DENY"
WRITTEN_COOKIE_NAME = "written_up_to"  # see coopregistry/replicas.py
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # arrows and ticks of Bootstrap's style sheet
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
if OIDC_ISSUER:  # the button that signs in there is a form
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(origin_of(OIDC_ISSUER))
if PRODUCTION:
    SECURE_SSL_REDIRECT = _env.switch("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_REDIRECT_EXEMPT = [r"^api/"]  # refused by SecureAPIMiddleware
    # By their names browsers take them over TLS alone, and from this very host.
    SESSION_COOKIE_NAME, SESSION_COOKIE_SECURE = "__Host-sessionid", True
    CSRF_COOKIE_NAME, CSRF_COOKIE_SECURE = "__Host-csrftoken", True
    LANGUAGE_COOKIE_NAME, LANGUAGE_COOKIE_SECURE = "__Host-language", True
    WRITTEN_COOKIE_NAME = "__Host-written_up_to"

# Work outside requests, see coopregistry/jobs
TASKS = {"default": {"BACKEND": "coopregistry.jobs.backend.JobBackend"}}
JOB_PROCESSES = _env.whole("JOB_PROCESSES", 2, least=1)  # jobs at once, of each worker
JOB_MEMORY = _env.whole("JOB_MEMORY", 2048, least=1)  # megabytes of address space, of each job
JOB_SECONDS = _env.seconds("JOB_SECONDS", 900.0)  # by the clock, of each attempt
JOB_LEASE = _env.seconds("JOB_LEASE", 30.0)  # seconds without a sign of life until a job is taken again
JOB_KEEP_DAYS = _env.whole("JOB_KEEP_DAYS", 14, least=1)  # finished jobs are deleted after so long
JOB_FILE_HOURS = _env.whole("JOB_FILE_HOURS", 24, least=1)  # files made by jobs are deleted after so long
JOB_PATIENCE = _env.seconds("JOB_PATIENCE", 1.5)  # seconds a request waits for the job it asked for
# Called by an idle worker, so that the processes it forks find in memory what takes long to build.
JOB_WARM_UP = ["agreements.gazetteer.current_gazetteer"]
# Called by every worker from time to time to ask for jobs; a job has a key, so that it is asked for once.
JOB_REGULAR = ["coopregistry.journal.jobs.ask_to_seal"]
JOB_REGULAR_SECONDS = 300.0

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "events.api.authentication.AccessKeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["events.api.permissions.RoleAndKeyPermission"],
    "DEFAULT_THROTTLE_CLASSES": [
        "events.api.throttling.ReadRateThrottle",
        "events.api.throttling.WriteRateThrottle",
    ],
    # Per access key, over all processes of the server.
    "DEFAULT_THROTTLE_RATES": {"read": "600/min", "write": "120/min", "bulk": "20/min"},
    "DEFAULT_PARSER_CLASSES": ["events.api.parsers.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "events.api.negotiation.JSONOnlyNegotiation",
    "DEFAULT_SCHEMA_CLASS": "events.api.schema.DeclaredSchema",
    "EXCEPTION_HANDLER": "events.api.exceptions.problem_details",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": _("Registry of regional cooperation"),
    "DESCRIPTION": _("Events, plans, reports and what they refer to, for programs."),
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": True,
    "POSTPROCESSING_HOOKS": [],  # enums stay inline instead of becoming components
    "SORT_OPERATIONS": False,
    # A matter of the code, not of an installation, and slow; the tests compare the whole description.
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
}

LOG_FORMAT = _env.choice("LOG_FORMAT", "line", "json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "coopregistry.logs.RequestFilter"}},
    "formatters": {
        "line": {"()": "coopregistry.logs.LineFormatter"},
        "json": {"()": "coopregistry.logs.JSONFormatter"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["request"]}
    },
    "root": {"handlers": ["console"], "level": _env.choice("LOG_LEVEL", "INFO", "DEBUG", "WARNING", "ERROR")},
    "loggers": {
        "axes": {"level": "CRITICAL"},  # logs user names and addresses; coopregistry.signals logs without
        "django_auth_ldap": {"level": "CRITICAL"},  # names users; coopregistry.external logs without
        "django": {"handlers": [], "level": "INFO"},  # in place of Django's own handlers
        "pymorphy3": {"level": "WARNING"},
    },
}
SLOW_REQUEST = _env.seconds("SLOW_REQUEST", 1.0)  # seconds; slower ones are logged
SLOW_QUERY = _env.seconds("SLOW_QUERY", 0.5)  # seconds; slower ones are logged and counted
MIN_FREE_DISK = _env.whole("MIN_FREE_DISK", 500)  # MB; with less the registry is not ready
# MB of files kept beside records: of one record, added by one user, of the whole registry; 0 is no limit
FILES_PER_RECORD = _env.whole("FILES_PER_RECORD", 200)
FILES_PER_USER = _env.whole("FILES_PER_USER", 5000)
FILES_IN_ALL = _env.whole("FILES_IN_ALL", 50000)
# Who is asked about a file before it is kept
CLAMD = _env.read(
    "CLAMD",
    ScannerAddress.parse,
    None,
    _("A socket or an address is expected, like unix:/run/clamav/clamd.ctl or scanner.example:3310."),
)
METRICS_TOKEN = _env.text("METRICS_TOKEN")
METRICS_ADDRESSES = _env.networks("METRICS_ADDRESSES")

"""Settings of the web application, all from the environment: a folder for what must be kept, and a database.

``JIXIAO_HOME``  folder of the database, the keys and the checkpoints (``./jixiao-data`` by default).
``DATABASE_URL`` ``postgresql://name:password@host:port/database``; SQLite in the folder otherwise.
``JIXIAO_HOSTS`` names under which the server is reached, separated by commas.
``JIXIAO_HTTPS`` ``1`` where it is reached by https, as it must be outside this machine.
``JIXIAO_PROXIES`` addresses of the proxies that tell in ``X-Forwarded-For`` who asks; with https this machine by default.
``JIXIAO_DEMO``  ``1`` for a demonstration with invented agencies and known passwords.
``JIXIAO_SECOND_FACTOR``  ``administrators`` or ``everybody``: who does nothing without a second factor.
``JIXIAO_PASSWORD_DAYS``  days after which a password is changed, 180 by default; ``0`` for never.
``JIXIAO_PASSWORD_KINDS`` how many kinds of characters a password needs, 1 to 4; 1 by default.
``JIXIAO_MAIL_HOST`` the mail server that takes notices; without it none are sent. Also ``JIXIAO_MAIL_PORT``, ``JIXIAO_MAIL_USER``,
``JIXIAO_MAIL_PASSWORD``, ``JIXIAO_MAIL_TLS`` (``starttls`` or ``ssl``), ``JIXIAO_MAIL_FROM``, and ``JIXIAO_MAIL_DOMAINS``: where to only.
``JIXIAO_ADDRESS`` how links in mails begin: ``https://jixiao.example.cn``.
"""

from __future__ import annotations

import os
from pathlib import Path

from jixiao.web.configuring import chosen, database_of, mail_of, number, secret_in
from jixiao.web.log_lines import configuration

WEB = Path(__file__).resolve().parent
HOME = Path(os.environ.get("JIXIAO_HOME") or "jixiao-data").absolute()
DEMO = os.environ.get("JIXIAO_DEMO") == "1"
HTTPS = os.environ.get("JIXIAO_HTTPS") == "1"
CHECKPOINTS = Path(os.environ.get("JIXIAO_CHECKPOINTS") or HOME / "checkpoints").absolute()
KEYS = Path(os.environ.get("JIXIAO_KEYS") or HOME / "keys").absolute()

DEBUG = False
SECRET_KEY = secret_in(HOME)
SECOND_FACTOR = chosen("JIXIAO_SECOND_FACTOR", ("", "administrators", "everybody"))
PASSWORD_DAYS = 0 if DEMO else number("JIXIAO_PASSWORD_DAYS", 180, most=3650)
PASSWORD_KINDS = number("JIXIAO_PASSWORD_KINDS", 1, least=1, most=4)
ALLOWED_HOSTS = [host for host in os.environ.get("JIXIAO_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host]
PROXIES = frozenset(filter(None, os.environ.get("JIXIAO_PROXIES", "127.0.0.1,::1" if HTTPS else "").split(",")))
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and host != "*"]

MAIL = bool(os.environ.get("JIXIAO_MAIL_HOST", "").strip())
MAIL_DOMAINS = tuple(filter(None, os.environ.get("JIXIAO_MAIL_DOMAINS", "").lower().replace(" ", "").split(",")))
ADDRESS = os.environ.get("JIXIAO_ADDRESS", "").strip().rstrip("/")
globals().update(mail_of())

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "ninja",
    "django_tasks",
    "django_tasks_db",
    "jixiao.web.records",
    "jixiao.web.desks",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jixiao.web.middleware.content_security",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "jixiao.web.middleware.speak",
    "jixiao.web.overload.shed",
    "jixiao.web.api.answering.for_programs",
    "django.middleware.common.CommonMiddleware",
    "jixiao.web.middleware.Watch",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "jixiao.web.urls"
WSGI_APPLICATION = "jixiao.web.wsgi.application"
DATABASES = {"default": database_of(os.environ.get("DATABASE_URL", ""), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "records.Person"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ["login", "name"]}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "jixiao.web.records.passwords.OfficeWords"},
    {"NAME": "jixiao.web.records.passwords.Kinds"},
    {"NAME": "jixiao.web.records.passwords.Another"},
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": ["jixiao.web.desks.templatetags.desk"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "jixiao.web.desks.around.around",
            ],
        },
    }
]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("JIXIAO_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
STATICFILES_DIRS = [WEB / "static"]
STATICFILES_FINDERS = [
    "jixiao.web.static_files.DesignFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "jixiao.web.static_files.DigestedStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 86400

DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 2**20
UPLOAD_LIMIT = 20 * 2**20
UPLOADS_LIMIT = 200 * 2**20
MESSAGE_STORAGE = "jixiao.web.told.Told"

SESSION_ENGINE = "jixiao.web.session_store"
SESSION_COOKIE_AGE = SESSION_LONGEST_SECONDS = 12 * 3600
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "sessionid"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_IDLE_SECONDS = 30 * 60
SPEAKING_COOKIE = "__Host-lang" if HTTPS else "jixiao_lang"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_FAILURE_VIEW = "jixiao.web.desks.session.views.forged"
CSRF_COOKIE_HTTPONLY = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^api/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"

LOGGING = configuration(os.environ.get("JIXIAO_LOG", "WARNING"))

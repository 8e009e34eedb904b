"""Django as tests need it, from the moment this module is imported: a folder of its own, quick passwords, nothing of the environment."""

import os
import tempfile
from pathlib import Path

import django
from django.conf import settings

HOME = Path(tempfile.mkdtemp(prefix="jixiao-web-"))
_OURS = ("DATABASE_URL", "DEMO", "HTTPS", "HOSTS", "SECRET", "CHECKPOINTS", "KEYS", "PACKS", "TIME_ZONE")

for variable in _OURS:
    os.environ.pop(variable if variable == "DATABASE_URL" else f"JIXIAO_{variable}", None)
os.environ["JIXIAO_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "jixiao.web.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # a browser in the same thread has a loop of its own
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
django.setup()

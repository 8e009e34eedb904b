"""Settings of gunicorn: ``gunicorn --config python:jixiao.web.operating.serving jixiao.web.wsgi``.

``JIXIAO_BIND``       where it listens, ``127.0.0.1:8000`` by default; ``fd://N`` a socket that is open already.
``JIXIAO_WORKERS``    processes that answer; each answers one request at a time.
``JIXIAO_SUPERVISED`` ``1`` where it ends when its input is closed.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any

from jixiao.web.log_lines import configuration
from jixiao.web.operating.orphans import end_with_parent, end_without

bind = os.environ.get("JIXIAO_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("JIXIAO_WORKERS") or 4)
worker_class = "sync"
timeout = 120
graceful_timeout = 30
max_requests = 20_000
max_requests_jitter = 2_000
backlog = 512
preload_app = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a beat of the heart that must not wait for a disk
control_socket_disable = True
loglevel = "warning"
logconfig_dict = configuration(os.environ.get("JIXIAO_LOG", "WARNING")) | {
    "loggers": {"gunicorn.error": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}}
}
proc_name = "jixiao"


def when_ready(server: Any) -> None:
    """Load once, before the processes part, what each of them would load at its first request."""
    from django.conf import settings

    import_module(settings.ROOT_URLCONF)
    if os.environ.get("JIXIAO_SUPERVISED") == "1":
        end_with_parent()


def post_worker_init(worker: Any) -> None:
    """A worker of a server that was killed goes at once; by itself it would go on for a minute, beside those of the next server.

    It sees how many wait before it.
    """
    from jixiao.web.overload import queue

    end_without(worker.ppid)
    queue.watch([each.sock for each in worker.sockets], worker.cfg.workers)

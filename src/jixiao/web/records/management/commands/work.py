"""``python -m jixiao.web work``: the worker of an installation; ``jixiao up`` starts it."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import threading
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django_tasks_db.management.commands.db_worker import Worker

from jixiao.web.operating.installation import TEMPORARY
from jixiao.web.operating.orphans import end_with_parent
from jixiao.web.operating.tasks import take_up, try_again
from jixiao.web.operating.working import keep_beating, log, place_of
from jixiao.web.records.actions import lapsing, notices
from jixiao.web.records.actions.checkpointing import Due, checkpoint


class Command(BaseCommand):
    """Do tasks until told to stop."""

    help = "Do tasks in the background, and sign checkpoints"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between two looks for tasks")
        parser.add_argument("--batch", action="store_true", help="end when nothing is left to do")

    def handle(self, *, interval: float, batch: bool, **options: Any) -> None:
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)  # it is not the terminal's Ctrl-C that ends it
        _begin_anew(settings.HOME / TEMPORARY / "work")
        place = place_of(settings.HOME)
        if left := take_up(place):
            log.warning("%d tasks of a worker that was killed are done again", left)
        stop = threading.Event()
        beating = threading.Thread(target=keep_beating, args=(_every_time(), stop), name="beat")
        worker = Worker(
            queue_names=["default"],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{place}:{os.getpid()}",
            excluded_queue_names=[],
        )
        worker.configure_signals()
        if os.environ.get("JIXIAO_SUPERVISED") == "1":
            end_with_parent()
        beating.start()
        try:
            worker.run()
        finally:
            stop.set()
            beating.join()
            checkpoint()


def _every_time() -> Callable[[], None]:
    sign, tell, lapse = Due(), notices.Due(), lapsing.Due()

    def do() -> None:
        sign()
        try_again()
        tell()
        lapse()

    return do


def _begin_anew(folder: Path) -> None:
    """Temporary files of this process and those below lie in a folder of their own; what a killed worker left in it goes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = None

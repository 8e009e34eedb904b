"""Tasks that a worker left when it was killed are done by the next one."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

MOST_ATTEMPTS = 20
LOST = tuple(f"django.db.utils.{name}" for name in ("OperationalError", "InterfaceError"))
"""What a task fails with when its database goes away, which says nothing of the task."""
LONGEST = timedelta(hours=1)
"""No task lasts as long; one that seems to was left by a worker that is no more."""


def take_up(place: str) -> int:
    """Offer again what was begun and left: a task is written so that doing it twice does what doing it once does.

    Args:
        place: beginning of the names of all workers of this installation, of which one works at a time; the others are dead.

    Returns:
        how many there were.
    """
    running = DBTaskResult.objects.running()
    begun = [
        result.pk for result in running.only("pk", "worker_ids") if result.worker_ids and str(result.worker_ids[-1]).startswith(f"{place}:")
    ]
    return running.filter(Q(pk__in=begun) | Q(started_at__lt=timezone.now() - LONGEST)).update(status="READY", started_at=None)


def try_again() -> int:
    """Offer again what failed because the database was away.

    Returns:
        how many there were.
    """
    lost = DBTaskResult.objects.failed().filter(exception_class_path__in=LOST, finished_at__gt=timezone.now() - LONGEST)
    again = [result.pk for result in lost.only("pk", "worker_ids") if len(result.worker_ids) < MOST_ATTEMPTS]
    return DBTaskResult.objects.failed().filter(pk__in=again).update(status="READY", started_at=None, finished_at=None) if again else 0

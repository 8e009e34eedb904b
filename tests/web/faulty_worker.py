"""The worker of tasks, killed before or after its n-th statement: ``python -m tests.web.faulty_worker N``; after it where N is negative."""

import os
import signal
import sys

import django
from django.core.management import call_command
from django.db import connection


class Fault:
    """Counts statements of the thread that does the tasks, and kills the process at one of them."""

    def __init__(self, at):
        self.at = at
        self.count = 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        result = execute(sql, params, many, context)
        if self.count == -self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        return result


if __name__ == "__main__":
    django.setup()
    fault = Fault(int(sys.argv[1]))
    with connection.execute_wrapper(fault):
        call_command("work", "--batch", "--interval", "0.01")
    sys.stdout.write(f"{fault.count}\n")

"""``jixiao up`` while it runs."""

import re
import signal
import subprocess
import time

import pytest
from tests.web.programs import JIXIAO, environment


class Running:
    """A program that runs, and what it prints."""

    def __init__(self, folder, *arguments, workers=2, **own):
        self.log = folder / "log"
        with self.log.open("w") as log:
            command = [*JIXIAO, "up", "--port", "0", "--workers", str(workers), *arguments]
            self.process = subprocess.Popen(command, cwd=folder, env=environment(**own), stdout=log, stderr=log)

    def printed(self):
        return self.log.read_text(encoding="utf-8")

    def address(self, seconds=90):
        """Wait until it tells that it is ready."""
        return self.wait_for(r"ready: (http://\S+)", seconds)[1]

    def wait_for(self, pattern, seconds=90):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if found := re.search(pattern, self.printed()):
                return found
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        pytest.fail(f"no {pattern!r} in:\n{self.printed()}")

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(60)

"""Child processes that are started, started again when they die, and ended together."""

from __future__ import annotations

import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

_LOOK_EVERY = 0.2
_MOST_DEATHS = 5
_WITHIN_SECONDS = 300.0
_GRACE_SECONDS = 40.0


@dataclass(slots=True)
class Child:
    """A program that has to run as long as we do.

    It ends by itself when the pipe that is its input is closed: when we die, however that was.

    Attributes:
        name: for people.
        command: program and arguments.
        environment: of the process.
        files: open files that it inherits.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    files: Sequence[int] = ()
    _process: subprocess.Popen[bytes] | None = None
    _deaths: deque[float] = field(default_factory=deque)

    @property
    def process_id(self) -> int | None:
        """Of the process that runs now."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def start(self) -> None:
        """Start it, in a group of its own: a Ctrl-C at the terminal reaches us, and we end it in good order."""
        self._let_go()
        self._process = subprocess.Popen(  # noqa: S603 - our own programs
            list(self.command), env=dict(self.environment), stdin=subprocess.PIPE, pass_fds=tuple(self.files), process_group=0
        )

    def death(self) -> int | None:
        """How it ended; ``None`` while it runs."""
        return self._process.poll() if self._process is not None else None

    def may_start_again(self) -> bool:
        """It has not died too often of late."""
        now = time.monotonic()
        self._deaths.append(now)
        while self._deaths and now - self._deaths[0] > _WITHIN_SECONDS:
            self._deaths.popleft()
        return len(self._deaths) <= _MOST_DEATHS

    @property
    def deaths(self) -> int:
        """How often it died of late."""
        return len(self._deaths)

    def terminate(self) -> None:
        """Ask it to finish what it does and go."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def end(self, until: float) -> None:
        """Wait for it, and end it by force after a moment of the monotonic clock."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._let_go()

    def _let_go(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()


class Supervisor:
    """Keeps children running until it is told to stop.

    Args:
        children: in the order in which they are started.
        tell: is told of each death: the child, how it ended, and whether it starts again.
    """

    def __init__(self, children: Sequence[Child], tell: Callable[[Child, int, bool], None]) -> None:
        self.children = children
        self._tell = tell
        self._is_stopping = False

    def listen(self) -> None:
        """Stop on Ctrl-C and on ``SIGTERM``."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)

    def start(self) -> None:
        """Start all of them."""
        for child in self.children:
            child.start()

    def watch(self, until: Callable[[], bool] = lambda: False) -> bool:
        """Start again what dies, until we are told to stop or ``until`` is true.

        Returns:
            False where a child died so often that it makes no sense to go on.
        """
        while not self._is_stopping and not until():
            for child in self.children:
                death = child.death()
                if death is None:
                    continue
                again = child.may_start_again()
                self._tell(child, death, again)
                if not again:
                    return False
                time.sleep(min(0.25 * 2 ** (child.deaths - 1), 4.0))
                if not self._is_stopping:
                    child.start()
            time.sleep(_LOOK_EVERY)
        return True

    @property
    def is_stopping(self) -> bool:
        """It was told to stop."""
        return self._is_stopping

    def stop(self) -> None:
        """End all of them: first in good order, after a while by force."""
        for child in self.children:
            child.terminate()
        until = time.monotonic() + _GRACE_SECONDS
        for child in self.children:
            child.end(until)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._is_stopping = True

"""A mail server for tests: it takes mail on this machine, or refuses it, and keeps what came."""

import email
import email.policy
import socketserver
import threading
from contextlib import contextmanager


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 mailbox")
        for line in self.rfile:
            word = line.decode().strip().upper()
            if word.startswith("DATA"):
                self._say("354 go on")
                self._take()
            elif word.startswith("RCPT") and self.server.is_refusing:
                self._say("451 not now")
            elif word.startswith("QUIT"):
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _take(self):
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b"."))
        self.server.mails.append(email.message_from_bytes(b"".join(lines), policy=email.policy.default))
        self._say("250 taken")

    def _say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mailbox():
    """A server with ``mails`` and ``is_refusing``; its port is ``server_address[1]``."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Talk)
    server.mails, server.is_refusing, server.daemon_threads = [], False, True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

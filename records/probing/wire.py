"""A connection that ends in time and reads little, whatever the other end does."""

import http.client
import io
import time

MOST_READ = 32 * 1024


class Deadline:
    """The moment by which all must be over: a server that drips a byte a second gets no more time."""

    def __init__(self, seconds):
        self.ends = time.monotonic() + seconds

    def left(self):
        """Return the seconds that are left. Raises ``TimeoutError``."""
        seconds = self.ends - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


class TooLong(http.client.HTTPException):
    """The answer's head is longer than we read."""


class _Reader(io.RawIOBase):
    def __init__(self, sock, deadline):
        super().__init__()
        self.sock, self.deadline, self.read_already = sock, deadline, 0

    def readable(self):
        return True

    def readinto(self, buffer):
        room = min(len(buffer), MOST_READ - self.read_already)
        if room <= 0:
            raise TooLong
        self.sock.settimeout(self.deadline.left())
        count = self.sock.recv_into(memoryview(buffer)[:room])
        self.read_already += count
        return count


class Wire:
    """What ``http.client`` takes for a socket."""

    def __init__(self, sock, deadline):
        self.sock, self.deadline = sock, deadline

    def sendall(self, data):
        self.sock.settimeout(self.deadline.left())
        self.sock.sendall(data)

    def makefile(self, mode):
        return io.BufferedReader(_Reader(self.sock, self.deadline))

    def close(self):
        self.sock.close()


class Connection(http.client.HTTPConnection):
    """A connection that is open already, and never opens another."""

    auto_open = 0

    def __init__(self, address, wire):
        self.default_port = 443 if address.is_secure else 80
        super().__init__(address.host, address.port)
        self.sock = wire

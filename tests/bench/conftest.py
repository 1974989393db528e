"""A small web server to try the bench's client on."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class Pages(BaseHTTPRequestHandler):
    """Answers what stands in ``pages``, 404 to anything else.

    The length is left out of /endless, and /streamed comes in chunks of seven bytes.
    """

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    pages = {}

    def do_GET(self):
        kind, body = self.pages.get(self.path, ("text/plain", b""))
        self.send_response(200 if self.path in self.pages else 404)
        self.send_header("Content-Type", kind)
        if self.path == "/streamed":
            self.send_header("Transfer-Encoding", "chunked")
            parts = [body[start : start + 7] for start in range(0, len(body), 7)]
            body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in [*parts, b""])
        elif self.path != "/endless":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def serve():
    """Return a function that serves pages on a loopback port and returns the port."""
    servers = []

    def begin(pages):
        server = ThreadingHTTPServer(("127.0.0.1", 0), type("Given", (Pages,), {"pages": pages}))
        server.daemon_threads = True
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return server.server_port

    yield begin
    for server in servers:
        server.shutdown()
        server.server_close()

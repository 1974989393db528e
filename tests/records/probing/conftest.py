"""A small real web server on loopback, and roads that lead every name to it."""

import contextlib
import datetime
import socket
import ssl
import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from records.probing import Road


class Server:
    """Answers each connection with what ``behave(sock, head)`` does, and remembers the heads."""

    def __init__(self, behave, certificate=None, listens=True):
        self.behave, self.heads, self.certificate, self.listens = behave, [], certificate, listens
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    @property
    def port(self):
        return self.listening.getsockname()[1]

    def _serve(self):
        self.listening.settimeout(0.05)
        while not self.stopped.is_set():
            with contextlib.suppress(OSError):
                sock, _ = self.listening.accept()
                self._talk(sock)

    def _talk(self, sock):
        sock.settimeout(2)
        with contextlib.suppress(OSError), sock:
            if self.certificate:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(self.certificate)
                sock = context.wrap_socket(sock, server_side=True)
            head = b""
            while self.listens and b"\r\n\r\n" not in head:
                piece = sock.recv(65536)
                if not piece:
                    break
                head += piece
            self.heads.append(head.decode("latin-1"))
            self.behave(sock, head)
            sock.close()

    def close(self):
        self.stopped.set()
        self.thread.join(timeout=5)
        self.listening.close()


@pytest.fixture
def serve():
    """Return a function that starts a server; what it answers is bytes, or a function of socket and head."""
    running = []

    def start(answer, certificate=None, listens=True):
        behave = answer if callable(answer) else lambda sock, head: sock.sendall(answer)
        running.append(Server(behave, certificate, listens))
        return running[-1]

    yield start
    for server in running:
        server.close()


def road_to(server, **more):
    """Return a road on which every name leads to the server, and loopback may be entered."""
    place = [(socket.AF_INET, ("127.0.0.1", server.port))]
    return Road(
        **{"look_up": lambda address: place, "may_enter": lambda ip: ip == "127.0.0.1", "seconds": 2, **more}
    )


@pytest.fixture
def certificate(tmp_path):
    """Return a function that makes a certificate for a name, and the file that has it with its key."""

    def make(name, days=10):
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        now = datetime.datetime.now(datetime.UTC)
        signed = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=30))
            .not_valid_after(now + datetime.timedelta(days=days))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .sign(key, hashes.SHA256())
        )
        file = tmp_path / f"{name}-{days}.pem"
        pem = serialization.Encoding.PEM
        secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        file.write_bytes(signed.public_bytes(pem) + secret)
        return file

    return make

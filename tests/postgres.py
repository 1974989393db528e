"""A PostgreSQL cluster of our own, made for one run and removed after it."""

import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OLDEST = 15
# A cluster that nobody will miss need not wait for its disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def find_programs():
    """Return the folder of PostgreSQL's newest programs, or None where there is none from 15 on."""
    found = {}
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *map(Path, os.get_exec_path())]
    for folder in folders:
        if (folder / "initdb").exists():
            version = subprocess.run([folder / "initdb", "--version"], capture_output=True, text=True)
            found[int(re.search(r"\d+", version.stdout)[0])] = folder
    newest = max(found, default=0)
    return found[newest] if newest >= OLDEST else None


def free_port():
    """Return a loopback port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _as_server(*command):
    """Run a program as a user that PostgreSQL accepts: it refuses to be root."""
    if os.getuid() == 0:
        command = ("runuser", "-u", "postgres", "--", *command)
    done = subprocess.run([str(part) for part in command], cwd="/", capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command} failed:\n{done.stdout}{done.stderr}")


@dataclass(frozen=True)
class Cluster:
    """A running cluster: its DATABASE_URL, and what starts it again."""

    address: str
    command: tuple

    def restart(self, mode):
        """Stop it as ``pg_ctl -m`` says, ``fast`` or ``immediate``, start it, and return once it answers."""
        _as_server(*self.command, "-m", mode, "-w", "restart")


@contextmanager
def temporary_cluster(settings=FAST):
    """Start a cluster on a free loopback port, give its DATABASE_URL, and remove it at the end."""
    with running_cluster(settings) as cluster:
        yield cluster.address


@contextmanager
def running_cluster(settings=FAST):
    """Start a cluster on a free loopback port, give it, and remove it at the end."""
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="keepitlocal-postgres-"))
    data, password, port = folder / "data", secrets.token_hex(16), free_port()
    (folder / "password").write_text(password)
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        for path in (folder, folder / "password"):
            os.chown(path, owner.pw_uid, owner.pw_gid)
    options = ["listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", f"port={port}", *settings]
    given = " ".join(f"-c {option}" for option in options)
    command = (programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", given)
    try:
        _as_server(
            *(programs / "initdb", "-D", data, "-U", "postgres", "--no-sync", "-E", "UTF8"),
            *("--locale=C.UTF-8", "-A", "scram-sha-256", f"--pwfile={folder / 'password'}"),
        )
        _as_server(*command, "-w", "start")
        try:
            yield Cluster(f"postgres://postgres:{password}@127.0.0.1:{port}/postgres", command)
        finally:
            _as_server(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)

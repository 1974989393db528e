"""Many people at the same moment: real threads, each with a connection of its own."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connections


def at_once(calls):
    """Run the calls in threads that start together; return what each gave back, or its refusal."""
    gate = threading.Barrier(len(calls))

    def run(call):
        try:
            gate.wait(timeout=20)
            return call()
        except (DatabaseError, PermissionDenied, ValidationError) as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))

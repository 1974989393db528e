"""One address, one or two requests, one answer."""

import errno
import http.client
import socket
import ssl

from records.probing.addresses import NotAsked, read_address
from records.probing.answers import Outcome, failed, judge, unread
from records.probing.roads import Road
from records.probing.wire import Connection, Deadline, TooLong, Wire

# The look-up itself answered: nobody has the name.
NO_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
# What OpenSSL says when a site leaves out a certificate in between, which browsers fetch themselves.
INCOMPLETE = {20, 21}
RUN_OUT, OTHER_NAME = 10, 62


class _HungUp(Exception):
    """The server ended the connection without an answer, as some do on HEAD."""


def ask(text, *, agent, road=None, before=lambda host: None):
    """Return the ``Answer`` of an address.

    ``agent`` says who asks; ``before(host)`` is called before each request, to wait. HEAD
    comes first; whatever it does not settle is asked again with GET, because many servers
    know only that.
    """
    road = road or Road()
    try:
        address = read_address(text)
    except NotAsked as reason:
        return unread(f"Not asked: {reason}")
    answer = None
    for method in ("HEAD", "GET"):
        before(address.host)
        try:
            answer = _request(method, address, agent, road)
        except _HungUp:
            answer = failed("The site ends the connection without an answer.")
            continue
        if not answer.answered or answer.outcome in (Outcome.WORKS, Outcome.MOVED):
            break
    return answer


def _request(method, address, agent, road):
    deadline = Deadline(road.seconds)
    try:
        return _answer(method, address, agent, road.connect(address, deadline), deadline)
    except NotAsked as reason:
        return unread(f"Not asked: {reason}")
    except TooLong:
        return unread("Its answer is longer than we read.")
    except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
        raise _HungUp from None
    except OSError as fault:
        return _in_words(fault, road.seconds)
    except (http.client.HTTPException, ValueError):
        return failed("What answers there is no web page.")


def _answer(method, address, agent, sock, deadline):
    """Send a request over an open socket and return what its head says; the body is not read."""
    connection = Connection(address, Wire(sock, deadline))
    try:
        headers = {"User-Agent": agent, "Accept": "*/*", "Connection": "close"}
        connection.request(method, address.target, headers=headers)
        response = connection.getresponse()
        return judge(response.status, response.headers, str(address))
    finally:
        connection.close()
        sock.close()


def _in_words(fault, seconds):
    """Return why there was no answer; what may be our own fault is not the link's."""
    if isinstance(fault, socket.gaierror):
        if fault.errno in NO_NAME:
            return failed("There is no site of this name.")
        return unread("Its name could not be looked up.")
    if isinstance(fault, ssl.SSLCertVerificationError):
        if fault.verify_code in INCOMPLETE:
            return unread("Its certificate is not complete.")
        why = {RUN_OUT: "has run out", OTHER_NAME: "is for another name"}
        return failed(f"The site’s certificate {why.get(fault.verify_code, 'cannot be trusted')}.")
    if isinstance(fault, ssl.SSLError):
        return failed("No safe connection can be made to the site.")
    if isinstance(fault, TimeoutError):
        return failed(f"The site does not answer within {seconds:g} seconds.")
    if fault.errno == errno.ENETUNREACH:
        return unread("There is no way to it from here.")
    if isinstance(fault, ConnectionRefusedError):
        return failed("The site does not take connections.")
    return failed("The site cannot be reached.")

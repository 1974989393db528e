"""How often something may be asked for, per network address and per key, such as an email address.

Counts lie in the shared store, so that all workers count together. Ask outside transactions.
"""

from allauth.core.internal import ratelimit


def within(request, action, rates, key=""):
    """Count this request, and return whether it is still within ``rates``, such as “20/h/ip,3/h/key”.

    Behind proxies the address is taken from what our own proxy wrote, never from what the
    reader sent.
    """
    used = ratelimit.consume(
        request, app="keepitlocal", action=action, config={action: rates}, key=key, limit_get=True
    )
    return used is not None

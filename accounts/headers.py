"""Headers of a message beyond the usual: kept with its row as plain values, finished when it is delivered.

The address by which a mail program ends a series of messages (RFC 8058) holds a token, and no
token is stored: the row keeps the name of the template that makes it.
"""

from django.core.validators import validate_email
from django.template.loader import render_to_string

REPLY_TO, STOP, STOP_BY_POST = "Reply-To", "List-Unsubscribe", "List-Unsubscribe-Post"


def plain(*, reply_to="", stop=""):
    """Return the headers as the row keeps them, or None. ``stop`` is the path of a template.

    Raises ``ValidationError`` unless ``reply_to`` is one bare address: nobody adds a header by it.
    """
    if reply_to:
        validate_email(reply_to)
    headers = {REPLY_TO: reply_to, STOP: stop}
    return {name: value for name, value in headers.items() if value} or None


def finished(headers, context):
    """Return the headers as they go out; the template sees the values of the message."""
    if not headers or STOP not in headers:
        return headers
    address = render_to_string(headers[STOP], context or {}).strip()
    return {**headers, STOP: f"<{address}>", STOP_BY_POST: "List-Unsubscribe=One-Click"}

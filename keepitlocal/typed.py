"""What somebody typed into a form of ours that could not be saved, so that none of it is lost."""

# Never shown back, even to the person who typed them.
SECRET_WORDS = ("token", "password", "code")


def is_ours(request):
    """Whether a form came from one of our own pages."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def fields_to_send_again(request):
    """Return every name and value of a form of ours, for a button that sends it once more.

    Nothing for a stranger's form, and nothing for one with a secret in it.
    """
    names = [name for name in request.POST if name != "csrfmiddlewaretoken"]
    if not is_ours(request) or any(word in name.lower() for word in SECRET_WORDS for name in names):
        return []
    return [(name, value) for name in names for value in request.POST.getlist(name)]


def typed_texts(request):
    """Return the texts of a form that came from our own page; a stranger's form shows nothing.

    Short values without a space are choices and numbers, not texts.
    """
    if not is_ours(request):
        return []
    return [
        text
        for name, texts in request.POST.lists()
        if not any(word in name.lower() for word in SECRET_WORDS)
        for text in texts
        if len(text.strip()) > 20 or " " in text.strip()
    ]

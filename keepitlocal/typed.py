"""What somebody typed into a form of ours that could not be saved, so that none of it is lost."""

# Never shown back, even to the person who typed them.
SECRET_WORDS = ("token", "password", "code")


def typed_texts(request):
    """Return the texts of a form that came from our own page; a stranger's form shows nothing.

    Short values without a space are choices and numbers, not texts.
    """
    if request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
        return []
    return [
        text
        for name, texts in request.POST.lists()
        if not any(word in name.lower() for word in SECRET_WORDS)
        for text in texts
        if len(text.strip()) > 20 or " " in text.strip()
    ]

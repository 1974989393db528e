"""Who tries the portal out reads the mail on a page; anywhere else there is no such page."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

from accounts import mailbox

FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def folder(tmp_path, settings):
    settings.DEBUG = True
    settings.EMAIL_FILE_PATH = str(tmp_path)
    settings.POST_OFFICE = {**settings.POST_OFFICE, "BACKENDS": {"default": FILES}}
    return tmp_path


@pytest.fixture
def write(folder):
    def send(*letters):
        connection = get_connection(FILES, file_path=str(folder))
        for to, subject, text in letters:
            message = EmailMultiAlternatives(subject, text, "kil@example.org", [to], connection=connection)
            message.attach_alternative("<p>The same as a page.</p>", "text/html")
            message.send()
        connection.close()

    return send


def test_letters_are_read_as_they_were_written(write, folder):
    write(
        ("sam@example.org", "Käse & Brot", "Look at\n\nhttp://127.0.0.1:8000/ now: “5a”."),
        ("b@example.org", "B", "b"),
    )
    letters = {letter.to: letter for letter in mailbox.newest(folder)}
    assert letters["sam@example.org"].subject == "Käse & Brot"
    assert "http://127.0.0.1:8000/ now: “5a”." in letters["sam@example.org"].text
    assert set(letters) == {"sam@example.org", "b@example.org"}


def test_no_folder_and_no_letter(tmp_path):
    assert mailbox.newest(tmp_path / "nowhere") == []
    (tmp_path / "empty.log").write_text("")
    assert mailbox.newest(tmp_path) == []


@pytest.mark.django_db
def test_the_page_shows_them_and_makes_nothing_of_their_markup(write, client):
    write(("sam@example.org", "<b>Hello</b>", "<script>1</script> http://127.0.0.1:8000/x/"))
    page = client.get("/account/trial-mail/").content.decode()
    assert "<b>Hello" not in page
    assert "<script>1" not in page
    assert '<a href="http://127.0.0.1:8000/x/"' in page


@pytest.mark.django_db
def test_an_empty_box_says_how_to_get_a_letter(folder, client):
    assert "There is none yet." in client.get("/account/trial-mail/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("debug", "backend"), [(False, FILES), (True, "django.core.mail.backends.smtp.EmailBackend")]
)
def test_anywhere_else_there_is_no_such_page(write, client, settings, debug, backend):
    write(("sam@example.org", "Secret", "Secret"))
    settings.DEBUG = debug
    settings.POST_OFFICE = {**settings.POST_OFFICE, "BACKENDS": {"default": backend}}
    assert client.get("/account/trial-mail/").status_code == 404

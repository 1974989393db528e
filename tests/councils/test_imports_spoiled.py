"""A file spoiled in any way is refused in sentences, and nothing changes."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from councils.imports import DATA, plan
from councils.models import Council

OUR_FILE = (DATA / "councils.csv").read_bytes()
AWKWARD = [b'"', b",", b"\n", b"\r", b"\0", b"=cmd|1", b";;", b"E0800003"]
HEAD = b"\n".join(OUR_FILE.split(b"\n")[:4])


@st.composite
def spoiled_files(draw):
    """Return the start of our own file with some bytes put in or taken out anywhere."""
    content = bytearray(HEAD)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        gone = draw(st.integers(0, 30))
        content[at : at + gone] = draw(
            st.one_of(
                st.binary(max_size=8), st.sampled_from([b'"', b",", b"\n", b"\r", b"\0", b"=cmd|1", b";;"])
            )
        )
    return bytes(content)


@pytest.mark.thorough
@pytest.mark.django_db
@settings(max_examples=4 * settings.default.max_examples)
@given(content=st.one_of(spoiled_files(), st.binary(max_size=300)))
@example(content=b"")
@example(content=b"\xff\xfe")
@example(content=HEAD.replace(b"\n", b"\r"))
def test_a_spoiled_file_gives_a_plan_or_sentences_and_changes_nothing(register, content):
    planned = plan(councils=content)

    said = [*planned.problems, *(reason for row in planned.failed for reason in row.reasons)]
    assert planned.is_ready == (not said)
    assert all(isinstance(sentence, str) and sentence for sentence in said)
    assert Council.objects.count() == 367

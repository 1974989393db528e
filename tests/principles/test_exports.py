"""The questions as a Word file: it opens, it is complete, and a screen reader finds its way."""

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from principles.exports import questions_as_word
from principles.models import LevelDescriptor, Principle, QuestionSet, Statement
from principles.published import whole_sets

pytestmark = pytest.mark.django_db


def opened(version=1):
    return Document(io.BytesIO(questions_as_word(whole_sets().get(version=version))))


def cells(document):
    return [cell.text for table in document.tables for row in table.rows for cell in row.cells]


@pytest.mark.feature("OF44")
def test_every_statement_and_level_is_in_the_file_with_a_box_to_tick(register):
    document = opened()
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    written = cells(document)

    assert headings == [f"{key}  {text}" for key, text in Statement.objects.values_list("key", "text")]
    assert set(LevelDescriptor.objects.values_list("text", flat=True)) <= set(written)
    assert written.count("☐ Early days") == written.count("☐ How we work") == 24
    assert written.count("☐ We do not know yet") == 24
    assert written.count("☐ Not our service") == 2


def test_principles_and_words_are_headings_and_lists(register):
    document = opened()
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]

    names = [f"{number}. {name}" for number, name in Principle.objects.values_list("number", "name")]
    assert headings == ["What the levels mean", "Words we use", *names]
    assert any("No official Keep it Local question set" in p.text for p in document.paragraphs)
    assert "Such as loneliness, falls, debt, keeping a home." in [p.text for p in document.paragraphs]


def test_a_screen_reader_knows_the_title_the_language_and_the_header_rows(register):
    document = opened()

    assert document.core_properties.title == "Keep it Local self-assessment: Version 1"
    assert document.core_properties.language == "en-GB"
    heads = [table.rows[0]._tr.trPr.find(qn("w:tblHeader")) for table in document.tables]
    assert all(head is not None for head in heads)
    assert len(heads) == 1 + 2 * 24


def test_a_stray_character_does_not_break_the_file(register):
    questions = QuestionSet.objects.get(version=1)
    QuestionSet.objects.filter(pk=questions.pk).update(introduction="One\x0btwo")

    assert "Onetwo" in [p.text for p in opened().paragraphs]


def test_it_is_written_in_five_queries(register, django_assert_num_queries):
    with django_assert_num_queries(6):
        questions_as_word(whole_sets().get(version=1))

"""Pages for readers without an account, none of them kept or shared."""

from readers.views.contact import case_contact, council_contact, question_sent

__all__ = ["case_contact", "council_contact", "question_sent"]

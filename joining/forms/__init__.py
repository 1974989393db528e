"""The pages of an application, each one question; and what staff fill in to decide."""

from joining.forms.address import AddressForm
from joining.forms.deciding import ApproveForm, WordsForm
from joining.forms.sending import SendForm
from joining.forms.steps import STEPS

__all__ = ["STEPS", "AddressForm", "ApproveForm", "SendForm", "WordsForm"]

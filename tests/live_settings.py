"""The portal's own production settings for processes of tests, without files collected beforehand."""

from keepitlocal.settings import *  # noqa: F403 - every setting but one is the product's
from keepitlocal.settings import STORAGES as AS_THE_PRODUCT

STORAGES = {
    **AS_THE_PRODUCT,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

"""What tests of case studies share with those of other admin pages."""

from tests.councils.admin.conftest import admin_pages, save

__all__ = ["admin_pages", "save"]

"""Write static/css/site.css from the style sources."""

from django.core.management.base import BaseCommand

from keepitlocal import stylesheet


class Command(BaseCommand):
    help = "Join the style sources in static/css/ into static/css/site.css."

    def handle(self, *args, **options):
        folder = stylesheet.folder()
        text = stylesheet.joined(folder)
        (folder / "site.css").write_text(text, encoding="utf-8")
        self.stdout.write(f"static/css/site.css: {len(text.encode()):,} bytes.")

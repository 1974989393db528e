"""Case studies of a file that staff load: found by their address, and new ones come as drafts."""

from dataclasses import replace

from councils.imports.directory import Directory, UnknownCouncilError
from councils.models import Council
from councils.models.council import gss_code_validator
from practice.imports.register import StudySheet
from practice.models import ServiceArea, Topic
from practice.permissions import can_publish
from records.imports import make_plan, read_once


class UploadedStudySheet(StudySheet):
    """Case studies of a file that staff load: they come as drafts, and stand as they stood otherwise."""

    columns = tuple(
        replace(column, required=column.name in ("slug", "title", "summary"))
        for column in StudySheet.columns
        if column.name not in ("state", "published_on", "featured")
    )

    def load(self):
        self.directory = Directory()
        self.directory.load()
        self.topics, self.services = _by_name(Topic), _by_name(ServiceArea)
        super().load()

    def identify(self, row):
        """A council is found by its code, a code it had, or any name it goes by.

        The words that studies are found by go by their names too, as staff do not see their addresses.
        """
        written = row.written
        if "topics" in written:
            written["topics"] = [self.topics.get(one.casefold(), one) for one in written["topics"]]
        service = written.get("service_area", "")
        written |= {"service_area": self.services.get(service.casefold(), service)} if service else {}
        if named := row.written.get("council"):
            is_code = gss_code_validator.regex.fullmatch(named)
            try:
                row.written["council"] = self.directory.find(*((named, "") if is_code else ("", named)))
            except UnknownCouncilError as error:
                row.fail(f"Council: {error}")
                return
        super().identify(row)

    def check(self, row):
        super().check(row)
        if row.target and row.target.is_public and "council" in self._changed(row):
            council = Council.objects.filter(gss_code=row.written["council"]).first()
            verdict = can_publish(row.target.pk, council)
            if not verdict:
                row.fail(f"Council: {verdict.reason}")


def _by_name(words):
    return {name.casefold(): slug for name, slug in words.objects.values_list("name", "slug")}


def plan_studies(studies):
    """Plan the import of a file of case studies that staff upload: a path, bytes or an open file."""
    read = read_once(studies)
    return make_plan(lambda context: [UploadedStudySheet(read, context, own=False)])

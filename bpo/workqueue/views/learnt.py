"""Beside which fields it stands that they were filled in from what was learnt of their sender."""

from flask import url_for

from bpo.platform.web import caller
from bpo.workqueue import queries
from bpo.workqueue.views.desk import Desk

LEARNT = {
    "place": "Learnt: it stood there on an earlier document of {sender}.",
    "value": "Learnt: corrected so on an earlier document of {sender}.",
}


def learnt_facts(desk: Desk) -> dict[str, dict[str, str]]:
    """Beside which fields it is said that they were filled in from what was learnt, in words, and for those who
    may see what was learnt, where the lesson stands."""
    if desk.kind.learning is None:
        return {}
    sender = desk.kind.learning.subject_name(desk.data.record)
    by_lesson = {str(each["path"]) for each in desk.data.readings if each["method"] == "learnt"}
    page = url_for("learning.of_client", tenant_id=desk.job.tenant_id) if caller().can("master.view") else ""
    return {
        path: {
            "words": LEARNT[used["kind"]].format(sender=sender),
            "href": page and f"{page}#lesson-{used['id']}",
        }
        for path, used in queries.lessons_used(desk.job.tenant_id, desk.job.id).items()
        if path in by_lesson
    }

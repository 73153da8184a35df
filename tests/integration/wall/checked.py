"""What quality control keeps of the victim: a row in each of its tables."""

from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from bpo.automation.models import AutomationSample, AutomationThreshold
from bpo.jobs.queries import get_job
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.ids import new_id
from bpo.quality import models as kept
from bpo.workforce.models import Pause
from tests.factories.world import INVOICES, NOW, Client


def check_work(victim: Client, agent: Caller, job_id: UUID, canary: str, *, openly: str) -> dict[str, UUID]:
    """Make the rows, in a unit of work of the victim; its ids by the names of path parameters.

    `openly` stands in rows that are about a work type and no job: they bear nothing of what is confidential.
    """
    review = db.session.scalars(select(kept.Review).order_by(kept.Review.job_id == job_id).limit(1)).one()
    ids = {
        name: new_id()
        for name in ("lot_id", "known_answer_id", "calibration_id", "item_id", "contest_id", "pause_id")
    }
    own = {"tenant_id": victim.id, "work_type": INVOICES}
    stands_in = get_job([victim.id], job_id).compartment
    db.session.add(
        kept.Lot(**own, compartment=stands_in, id=ids["lot_id"], number=7, state="accepted", waits=True,
                 opened_at=NOW, closes_at=NOW, aql="1.0", level="II")
    )  # fmt: skip
    db.session.add(
        kept.LotSwitching(**own, inspection="normal", recent=[], rejected_tightened=0, changed_at=NOW)
    )
    db.session.add(
        kept.KnownAnswer(**own, id=ids["known_answer_id"], job_id=job_id, answers={"seller": canary},
                         made_by=agent.id, made_at=NOW)
    )  # fmt: skip
    db.session.add(
        kept.Calibration(**own, id=ids["calibration_id"], name=openly, reviewers=[str(agent.id)],
                         demanded=Decimal("0.8"), made_by=agent.id, made_at=NOW)
    )  # fmt: skip
    db.session.add(
        kept.Contest(tenant_id=victim.id, id=ids["contest_id"], review_id=review.id, person_id=agent.id,
                     words=canary, made_at=NOW)
    )  # fmt: skip
    db.session.add(
        Pause(**own, id=ids["pause_id"], person_id=agent.id, activity="review", reason=openly, paused_at=NOW)
    )
    db.session.add(
        kept.Dispute(tenant_id=victim.id, id=new_id(), job_id=job_id, reason=canary, made_by=agent.id,
                     made_by_name=canary, made_at=NOW)
    )  # fmt: skip
    db.session.flush()
    db.session.add(
        kept.KnownAnswerScore(**own, known_answer_id=ids["known_answer_id"], job_id=job_id,
                              task_id=review.worked_task_id, person_id=agent.id, right=1, fields=2,
                              wrong=[["seller", canary]], score=Decimal(50), scored_at=NOW)
    )  # fmt: skip
    db.session.add(
        kept.CalibrationItem(tenant_id=victim.id, id=ids["item_id"], calibration_id=ids["calibration_id"],
                             job_id=job_id, position=1, record={"seller": canary})
    )  # fmt: skip
    db.session.add(
        kept.Defect(**own, job_id=job_id, review_id=review.id, origin="review", reason="amounts", words=canary,
                    found_at=NOW)
    )  # fmt: skip
    db.session.add(
        AutomationSample(**own, job_id=job_id, path="seller", source=canary, method="text",
                         confidence=Decimal("0.9"), right=True, origin="review", at=NOW)
    )  # fmt: skip
    db.session.add(
        AutomationThreshold(**own, path="seller", source=openly, verdict="open", threshold=Decimal("0.9"),
                            right=9, n=9, target=Decimal("0.9"), reason=openly, since=NOW)
    )  # fmt: skip
    db.session.flush()
    db.session.add(
        kept.CalibrationAnswer(tenant_id=victim.id, item_id=ids["item_id"], reviewer_id=agent.id,
                               answers={"amounts": "yes"}, comment=openly, given_at=NOW)
    )  # fmt: skip
    if not db.session.scalar(select(kept.Drawing.id).limit(1)):
        db.session.add(
            kept.Drawing(**own, job_id=review.job_id, task_id=review.worked_task_id, stratum="people",
                         percent=Decimal(5), drawn=True, finished_at=NOW)
        )  # fmt: skip
        db.session.add(kept.SamplingSeed(**own, seed=canary, created_at=NOW))
    db.session.flush()
    return ids

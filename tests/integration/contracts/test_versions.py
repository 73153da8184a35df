"""Which version of a contract holds, and to whom it is told."""

from datetime import timedelta

import pytest

from bpo.contracts import queries
from bpo.contracts.rules import Calendar
from bpo.contracts.service import agree
from bpo.platform.db import unit_of_work
from bpo.platform.errors import Conflict, Invalid, NotFound
from bpo.platform.ids import new_id
from bpo.platform.scope import everyone, only
from tests.factories.world import NOW, terms

WEEK = Calendar.weekdays("Europe/Berlin", "09:00", "17:00")


def agreed(company, *, valid_from=NOW, calendar=WEEK, now=NOW, **changes):
    with unit_of_work(only(company.id)):
        return agree(
            tenant_id=company.id,
            valid_from=valid_from,
            terms=terms(**changes),
            calendar=calendar,
            by=None,
            now=now,
        )


def in_force(company, at):
    with unit_of_work(only(company.id)):
        return queries.terms_in_force(company.id, at)


def test_the_latest_version_that_has_begun_holds(world):
    company = world.client()
    agreed(company, valid_from=NOW + timedelta(days=10), acceptance_days=9)
    second = NOW + timedelta(days=10)
    assert in_force(company, second - timedelta(microseconds=1)).number == 1
    assert in_force(company, second).number == 2
    assert in_force(company, second).terms.of("invoice_processing").acceptance_days == 9


def test_before_the_first_version_nothing_is_promised(world):
    company = world.client()
    with pytest.raises(Conflict, match="No contract is in force"):
        in_force(company, NOW - timedelta(days=500))


def test_versions_are_only_added_and_never_into_the_past(world):
    company = world.client()
    with pytest.raises(Invalid) as refused:
        agreed(company, valid_from=NOW - timedelta(seconds=1))
    assert "past" in refused.value.errors["valid_from"][0]
    agreed(company, valid_from=NOW)
    with pytest.raises(Conflict):
        agreed(company, valid_from=NOW)


def test_broken_terms_and_calendars_are_refused_in_sentences(world):
    company = world.client()
    with pytest.raises(Invalid) as refused:
        agreed(company, calendar=Calendar(zone="UTC", week=((),) * 7), acceptance_days=0)
    assert "no working time" in refused.value.errors["calendar"][0]
    assert "acceptance window" in refused.value.errors["terms"][0]


def test_a_calendar_that_did_not_change_is_no_new_version(world):
    company = world.client()
    same = agreed(company, valid_from=NOW + timedelta(days=1))
    other = agreed(
        company,
        valid_from=NOW + timedelta(days=2),
        calendar=Calendar.weekdays("Europe/Berlin", "08:00", "16:00"),
    )
    first = in_force(company, NOW)
    assert same.calendar_id == first.calendar_id
    assert other.calendar_id != first.calendar_id


def test_what_one_unit_of_work_agreed_it_sees_itself(world):
    company = world.client()
    with unit_of_work(only(company.id)):
        before = queries.terms_in_force(company.id, NOW).number
        agree(tenant_id=company.id, valid_from=NOW, terms=terms(), calendar=WEEK, by=None, now=NOW)
        assert queries.terms_in_force(company.id, NOW).number == before + 1


def test_what_is_kept_in_the_process_is_not_told_to_another_client(world):
    mine, theirs = world.client(), world.client()
    found = in_force(theirs, NOW)
    with unit_of_work(everyone(reason="tests warm the memory")):
        queries.terms_of_version(theirs.id, found.version_id)
        queries.calendar_of(theirs.id, found.calendar_id)
    with unit_of_work(only(mine.id)):
        for look in (
            lambda: queries.terms_of_version(theirs.id, found.version_id),
            lambda: queries.calendar_of(theirs.id, found.calendar_id),
            lambda: queries.terms_of_version(mine.id, found.version_id),
            lambda: queries.terms_of_version(mine.id, new_id()),
        ):
            with pytest.raises(NotFound):
                look()
        with pytest.raises(Conflict):
            queries.terms_in_force(theirs.id, NOW)

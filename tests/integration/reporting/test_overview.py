"""What is asked of many clients at once must be what each would be told alone, and nothing of anybody else."""

from datetime import timedelta

import pytest

from bpo.contracts import queries as contracts
from bpo.platform.scope import only
from bpo.quality.queries.figures import accuracies, accuracy
from bpo.reporting import queries, rules
from tests.integration.reporting.month import BEGIN, Month

WORDS = ("received", "delivered", "due_met", "due_missed", "handled", "handle_seconds")


@pytest.fixture
def months(world):
    both = [Month(world, seed, keeps_clock=True) for seed in (3, 5)]
    for each in both:
        each.play(45)
    return both


def test_many_clients_at_once_are_told_what_each_is_alone(world, months):
    now = max(month.now for month in months)
    ids = [month.client.id for month in months]
    period = rules.Period.last_days(30, now=now, zone="Europe/Berlin")
    span = (period.begins, period.ends)
    with world.reading(only(*ids)):
        agreed = contracts.contracts_in_force(ids, now)
        right = accuracies(dict.fromkeys(ids, span))
        counts = queries.tallies_of_all(ids, WORDS, period.first, period.last)
        opened = queries.open_work(dict.fromkeys(ids, period), now=now)
        asked = [_prospect(each, agreed[each], counts[each], opened[each], period) for each in ids]
        ahead = queries.outlooks(asked, now=now)
        assert contracts.contracts_in_force(ids, BEGIN - timedelta(days=400)) == {}
    for each, prospect in zip(ids, asked, strict=True):
        with world.reading(only(each)):
            alone = queries.tallies(each, period.first, period.last)
            assert agreed[each] == contracts.terms_in_force(each, now)
            assert right[each] == accuracy(each, since=period.begins, until=period.ends)
            assert ahead[each] == queries.outlook(prospect, now=now)
            assert accuracies(dict.fromkeys(ids, span))[each].volume == right[each].volume
            assert {*queries.outlook(prospect, now=now).work} == {*ahead[each].work}
        assert right[each].volume > 0
        assert {
            (key, word): parts.total(word, period.first, period.last)
            for key, parts in counts[each].items()
            for word in WORDS
        } == {
            (key, word): parts.total(word, period.first, period.last)
            for key, parts in alone.items()
            for word in WORDS
        }


def test_of_clients_outside_the_scope_nothing_is_told(world, months):
    now = max(month.now for month in months)
    ours, theirs = (month.client.id for month in months)
    period = rules.Period.last_days(30, now=now, zone="Europe/Berlin")
    with world.reading(only(ours)):
        assert contracts.contracts_in_force([ours, theirs], now).keys() == {ours}
        assert accuracies({theirs: (period.begins, period.ends)})[theirs].volume == 0
        assert queries.tallies_of_all([theirs], WORDS, period.first, period.last) == {theirs: {}}
        assert {each.tenant_id for each in queries.late_soon([ours, theirs], now=now)} <= {ours}


def test_a_day_asked_for_alone_is_its_part_of_the_period(world, months):
    month = months[0]
    period = rules.Period.last_days(30, now=month.now, zone="Europe/Berlin")
    with world.reading(only(month.client.id)):
        for counts in queries.tallies(month.client.id, period.first, period.last).values():
            for word in ("received", "due_met", "delivered"):
                days = [counts.total(word, day, day) for day in period.days]
                assert sum(days) == counts.total(word, period.first, period.last)
                assert days == [counts.by_day(word)[day] for day in period.days]


def _prospect(tenant_id, contract, counts, opened, period):
    return queries.Prospect(
        tenant_id=tenant_id,
        contract=contract,
        counts=counts,
        opened=[(part.work_type, part.open) for part in opened],
        period=period,
    )

"""The demo month: terms that the contracts' own rules accept, and a plan that can be replayed."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from bpo.contracts.rules import Calendar, Terms
from workers.demo import cast
from workers.demo.story import document_of, plan

NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def story():
    return plan(seed=1, now=NOW)


class TestCast:
    @pytest.mark.parametrize("company", cast.clients(), ids=lambda company: company.key)
    def test_terms_and_calendar_may_be_saved(self, company):
        assert Terms.from_json(company.contract).validate() == ()
        assert Calendar.from_json(company.calendar).validate() == ()

    def test_every_role_can_sign_in(self):
        roles = [role for role, _, _ in cast.sign_ins()]
        assert sorted(roles) == sorted({person.role for person in cast.people()})

    def test_keys_and_addresses_are_unique_and_invented(self):
        everyone = cast.people()
        assert len({person.key for person in everyone}) == len(everyone)
        assert len({person.email for person in everyone}) == len(everyone)
        assert all(person.email.endswith(".example") for person in everyone)

    def test_agents_serve_one_two_and_three_clients(self):
        assert {len(person.clients) for person in cast.agents()} == {1, 2, 3}

    def test_every_client_has_people_on_both_sides(self):
        for company in cast.clients():
            assert cast.of_client(company.key, "submitter")
            assert cast.of_client(company.key, "approver")
            for role in ("account_manager", "reviewer", "agent"):
                assert any(company.key in one.clients for one in cast.STAFF if one.role == role), role


class TestPlan:
    def test_is_the_same_for_the_same_seed(self, story):
        assert plan(seed=1, now=NOW) == story
        assert plan(seed=2, now=NOW) != story

    @pytest.mark.parametrize("seed", range(3))
    def test_has_the_size_that_was_promised(self, seed):
        month = plan(seed=seed, now=NOW)
        assert 700 <= month.jobs <= 900
        kinds = Counter(paper.kind for arrival in month.arrivals for paper in arrival.papers)
        assert sum(count for kind, count in kinds.items() if kind.startswith("scan")) <= 40
        assert kinds["letter"] + kinds["blank"] >= 1

    def test_is_in_order_and_ends_now(self, story):
        times = [arrival.at for arrival in story.arrivals]
        assert times == sorted(times)
        assert story.start <= times[0]
        assert times[-1] < NOW
        assert NOW - times[-1] < timedelta(minutes=90)
        assert all(shift.start < shift.end <= NOW for shift in story.shifts)

    def test_every_client_has_something_fresh(self, story):
        fresh = {arrival.client for arrival in story.arrivals if NOW - arrival.at < timedelta(minutes=90)}
        assert fresh == {company.key for company in cast.clients()}

    def test_clients_references_are_unique(self, story):
        given = [
            (arrival.client, paper.reference)
            for arrival in story.arrivals
            for paper in arrival.papers
            if paper.reference
        ]
        assert len(given) > 100
        assert len(set(given)) == len(given)

    def test_a_duplicate_repeats_an_earlier_document(self, story):
        seen, found = {}, 0
        for arrival in story.arrivals:
            for paper in arrival.papers:
                if "duplicate" in paper.defects:
                    found += 1
                    first, second = seen[paper.seed], document_of(arrival.client, paper)
                    assert document_of(arrival.client, first).truth == second.truth
                else:
                    seen[paper.seed] = paper
        assert found > 0

    def test_each_paper_becomes_a_document(self, story):
        for arrival in story.arrivals[::40]:
            for paper in arrival.papers:
                document = document_of(arrival.client, paper)
                assert document.content
                assert document == document_of(arrival.client, paper)

    def test_nobody_works_two_shifts_at_once(self, story):
        until: dict[str, datetime] = {}
        for shift in story.shifts:
            assert shift.start >= until.get(shift.person, story.start - timedelta(days=1))
            until[shift.person] = shift.end

import pytest

from bpo.identity.rules import (
    PERMISSIONS,
    ROLE_NAMES,
    ROLES,
    Kind,
    Role,
    kind_of,
    permissions_of,
    role_problems,
    roles_for,
)


def test_every_role_has_a_name_and_only_known_permissions():
    for role in Role:
        assert ROLE_NAMES[role]
        assert ROLES[role] <= set(PERMISSIONS)


def test_every_permission_is_granted_by_some_role():
    assert set().union(*ROLES.values()) == set(PERMISSIONS)


def test_clients_never_hold_a_permission_over_staff_work():
    for role in roles_for(Kind.CLIENT):
        nouns = {name.split(".")[0] for name in ROLES[role]}
        assert not nouns & {"task", "review", "floor", "accounts", "admin", "outbox"}


def test_administrators_do_not_see_clients_jobs():
    assert "job.view" not in ROLES[Role.ADMINISTRATOR]


def test_permissions_add_up():
    assert permissions_of(["agent", "reviewer"]) == ROLES[Role.AGENT] | ROLES[Role.REVIEWER]
    assert permissions_of([]) == frozenset()
    with pytest.raises(ValueError, match="king"):
        permissions_of(["king"])


def test_roles_of_the_other_side_are_refused():
    assert role_problems(Kind.CLIENT, ["submitter", "approver"]) == ()
    assert role_problems(Kind.CLIENT, ["submitter", "agent"]) == (
        "The role “Agent” is not for a client's user.",
    )
    assert role_problems(Kind.STAFF, ["submitter"]) == ("The role “Submitter” is not for a member of staff.",)
    assert role_problems(Kind.STAFF, []) == ("Choose at least one role.",)
    assert role_problems(Kind.STAFF, ["king"]) == ("There is no role “king”.",)
    assert {kind_of(role) for role in roles_for(Kind.STAFF)} == {Kind.STAFF}

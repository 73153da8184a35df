"""What is done about people: signing in and out, second steps, links by mail, accounts, keys."""

from bpo.identity.service.keys import KEY_PERMISSIONS, create_api_key, revoke_api_key
from bpo.identity.service.links import (
    check_password,
    person_of_token,
    redeem_token,
    request_reset,
    send_invitation,
)
from bpo.identity.service.mail import deliver_mail, retry_mail, send_mail
from bpo.identity.service.passwords import hash_password, password_matches
from bpo.identity.service.people import (
    change_password,
    change_place,
    change_role,
    check_place,
    create_person,
    invite_person,
    person_to_manage,
    switch_off,
    switch_on,
)
from bpo.identity.service.second_factor import (
    enrol_totp,
    new_totp_secret,
    provisioning_uri,
    rekey_second_steps,
    remove_totp,
    renew_recovery_codes,
)
from bpo.identity.service.sessions import end_other_sessions, end_session, open_session, session_id_of
from bpo.identity.service.sign_in import SignIn, network_of, try_password, try_second_step
from bpo.identity.service.tidy import forget_old

__all__ = [
    "KEY_PERMISSIONS",
    "SignIn",
    "change_password",
    "change_place",
    "change_role",
    "check_password",
    "check_place",
    "create_api_key",
    "create_person",
    "deliver_mail",
    "end_other_sessions",
    "end_session",
    "enrol_totp",
    "forget_old",
    "hash_password",
    "invite_person",
    "network_of",
    "new_totp_secret",
    "open_session",
    "password_matches",
    "person_of_token",
    "person_to_manage",
    "provisioning_uri",
    "redeem_token",
    "rekey_second_steps",
    "remove_totp",
    "renew_recovery_codes",
    "request_reset",
    "retry_mail",
    "revoke_api_key",
    "send_invitation",
    "send_mail",
    "session_id_of",
    "switch_off",
    "switch_on",
    "try_password",
    "try_second_step",
]

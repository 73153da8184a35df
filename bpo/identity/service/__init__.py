"""What is done about people: signing in and out, second steps, links by mail, invitations, keys."""

from bpo.identity.service.passwords import hash_password, password_matches
from bpo.identity.service.second_factor import (
    enrol_totp,
    new_totp_secret,
    provisioning_uri,
    remove_totp,
    renew_recovery_codes,
)
from bpo.identity.service.sessions import end_other_sessions, end_session, open_session, session_id_of
from bpo.identity.service.sign_in import SignIn, network_of, try_password, try_second_step

__all__ = [
    "SignIn",
    "end_other_sessions",
    "end_session",
    "enrol_totp",
    "hash_password",
    "network_of",
    "new_totp_secret",
    "open_session",
    "password_matches",
    "provisioning_uri",
    "remove_totp",
    "renew_recovery_codes",
    "session_id_of",
    "try_password",
    "try_second_step",
]

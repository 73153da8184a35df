"""Pure decisions about people and keys: roles, passwords, throttling, API keys, second factors."""

from bpo.identity.rules.api_keys import (
    API_KEY_PREFIX,
    API_KEY_RANDOM_BYTES,
    api_key_hint,
    is_api_key,
    make_api_key,
)
from bpo.identity.rules.browsers import browser_name
from bpo.identity.rules.passwords import PASSWORD_MAX, PASSWORD_MIN, password_problems
from bpo.identity.rules.permissions import (
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
from bpo.identity.rules.second_factor import (
    RECOVERY_RANDOM_BYTES,
    TOTP_PERIOD,
    make_recovery_code,
    normalise_recovery_code,
    totp_step,
    totp_step_accepted,
)
from bpo.identity.rules.targets import own_path
from bpo.identity.rules.throttle import (
    ACCOUNT_LIMIT,
    ADDRESS_LIMIT,
    PAIR_LIMIT,
    WINDOW,
    Throttle,
    throttle,
)

__all__ = [
    "ACCOUNT_LIMIT",
    "ADDRESS_LIMIT",
    "API_KEY_PREFIX",
    "API_KEY_RANDOM_BYTES",
    "PAIR_LIMIT",
    "PASSWORD_MAX",
    "PASSWORD_MIN",
    "PERMISSIONS",
    "RECOVERY_RANDOM_BYTES",
    "ROLES",
    "ROLE_NAMES",
    "TOTP_PERIOD",
    "WINDOW",
    "Kind",
    "Role",
    "Throttle",
    "api_key_hint",
    "browser_name",
    "is_api_key",
    "kind_of",
    "make_api_key",
    "make_recovery_code",
    "normalise_recovery_code",
    "own_path",
    "password_problems",
    "permissions_of",
    "role_problems",
    "roles_for",
    "throttle",
    "totp_step",
    "totp_step_accepted",
]

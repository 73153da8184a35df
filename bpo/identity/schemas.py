"""The forms about people."""

from marshmallow import fields

from bpo.platform.forms import Email, FormSchema, Line, Secret


class SignInForm(FormSchema):
    """The first step of signing in."""

    email = Line(required=True)
    password = Secret(required=True)
    next = fields.String(load_default=None)


class SecondStepForm(FormSchema):
    """The second step: an authenticator's code or a recovery code."""

    code = Line(required=True, longest=60)


class AddressForm(FormSchema):
    """Where to send a link to set a new password."""

    email = Email(required=True)


class NewPasswordForm(FormSchema):
    """A password set by a one-time link."""

    password = Secret(required=True)


class ChangePasswordForm(FormSchema):
    """A new password, by somebody who knows the current one."""

    current = Secret(required=True)
    password = Secret(required=True)


class PlaceForm(FormSchema):
    """A person's own name, zone and locale."""

    name = Line(required=True)
    zone = Line(required=True)
    locale = Line(required=True)


class EnrolForm(FormSchema):
    """The first code of a new authenticator."""

    code = Line(required=True, longest=20)


class PasswordForm(FormSchema):
    """The password once more, before something that weakens the account."""

    current = Secret(required=True)


class InviteForm(FormSchema):
    """A new account."""

    name = Line(required=True)
    email = Email(required=True)
    role = Line(required=True, longest=40)


class RoleForm(FormSchema):
    """Another role."""

    role = Line(required=True, longest=40)


class ClearanceForm(FormSchema):
    """Which confidential work somebody may, or may no longer, see."""

    work_type = Line(required=True, longest=80)


class KeyForm(FormSchema):
    """A new API key."""

    name = Line(required=True, longest=80)
    permissions = fields.List(Line(longest=40), load_default=list)
    cleared = fields.List(Line(longest=80), load_default=list)
    expires_on = fields.Date(
        load_default=None, error_messages={"invalid": "Enter a day like 2027-01-31, or leave it empty."}
    )

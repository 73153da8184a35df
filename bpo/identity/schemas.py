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

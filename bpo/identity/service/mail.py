"""Letters to people: written as rows with the change they tell of, delivered by the schedule."""

import smtplib
import ssl
from datetime import datetime, timedelta
from email.message import EmailMessage
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit
from uuid import UUID

from flask import current_app, render_template
from sqlalchemy import select

from bpo.identity.models import Mail
from bpo.platform.db import db
from bpo.platform.errors import Conflict
from bpo.platform.ids import new_id

MAX_TRIES = 20
"""With the pauses below this is a little more than three days; then a person must look."""
LONGEST_PAUSE = timedelta(hours=4)
SMTP_TIMEOUT_SECONDS = 10
AT_A_TIME = 50
SENT_TEXT = "The text is not kept once a letter was sent, since it may bear a one-time link."


class UnsafeMailServerError(RuntimeError):
    """The mail server would have us send the password readable on the way."""


def send_mail(*, template: str, to: str, tenant_id: UUID | None, now: datetime, **facts: object) -> Mail:
    """Write a letter from `templates/email/<template>.txt`; the schedule delivers it.

    The template's first line is `Subject: …`. `tenant_id` is the reader's client, None for staff.
    """
    rendered = render_template(
        f"email/{template}.txt", house=current_app.extensions["settings"].public_url, **facts
    )
    head, _, body = rendered.partition("\n")
    mail = Mail(
        id=new_id(),
        tenant_id=tenant_id,
        to=to,
        subject=" ".join(head.removeprefix("Subject:").split()),
        body=body.strip() + "\n",
        created_at=now,
        due_at=now,
        tries=0,
    )
    db.session.add(mail)
    db.session.flush()
    return mail


def deliver_mail(*, now: datetime) -> int:
    """Hand the letters that are due to the mail server; returns how many it took.

    At least once: a letter whose sending was not written down in time is sent again with the same
    Message-ID. Without SMTP_URL nothing is sent; the outbox page shows the letters.
    """
    settings = current_app.extensions["settings"]
    if settings.smtp_url is None:
        return 0
    due = db.session.scalars(
        select(Mail)
        .where(Mail.sent_at.is_(None), Mail.due_at <= now, Mail.tries < MAX_TRIES)
        .order_by(Mail.due_at)
        .limit(AT_A_TIME)
        .with_for_update(skip_locked=True)
    ).all()
    if not due:
        return 0
    try:
        with connect(settings.smtp_url) as server:
            sent = sum(_deliver(server, mail, settings.mail_from, now) for mail in due)
    except (OSError, smtplib.SMTPException, UnsafeMailServerError) as error:
        for mail in due:
            if mail.sent_at is None:
                _put_off(mail, error, now)
        sent = sum(mail.sent_at is not None for mail in due)
    db.session.flush()
    return sent


def retry_mail(*, mail_id: UUID, now: datetime) -> None:
    """Try a letter again now, whatever its tries. Conflict where it was sent."""
    mail = db.session.get(Mail, mail_id)
    if mail is None or mail.sent_at is not None:
        raise Conflict("This letter was sent in the meantime.")
    mail.tries, mail.due_at, mail.error = 0, now, None
    db.session.flush()


def connect(url: str) -> smtplib.SMTP:
    """A connection to the mail server of `smtp://user:password@host:587` (STARTTLS) or `smtps://`.

    Raises OSError, SMTPException, or UnsafeMailServerError where a password would have to go unencrypted.
    """
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=SMTP_TIMEOUT_SECONDS, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(host, parts.port or 587, timeout=SMTP_TIMEOUT_SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        elif parts.password and not _is_this_machine(host):
            server.close()
            raise UnsafeMailServerError(f"{host} offers no STARTTLS, so the password was not sent")
    if parts.username and parts.password:
        server.login(unquote(parts.username), unquote(parts.password))
    return server


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _deliver(server: smtplib.SMTP, mail: Mail, sender: str, now: datetime) -> bool:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, mail.to, mail.subject
    message["Date"] = mail.created_at
    message["Message-ID"] = f"<{mail.id}@{sender.rpartition('@')[2].rstrip('> ')}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    try:
        server.send_message(message)
    except smtplib.SMTPServerDisconnected:
        raise
    except (smtplib.SMTPException, ValueError) as error:  # this letter only; the others go on
        _put_off(mail, error, now)
        return False
    mail.sent_at, mail.error, mail.body = now, None, SENT_TEXT
    return True


def _put_off(mail: Mail, error: Exception, now: datetime) -> None:
    """Try again later: 1, 2, 4 … minutes, at most `LONGEST_PAUSE` apart."""
    mail.due_at = now + min(timedelta(minutes=2**mail.tries), LONGEST_PAUSE)
    mail.tries += 1
    mail.error = f"{type(error).__name__}: {error}"[:500]

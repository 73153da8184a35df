"""Who billed us, by our own list of vendors, and whether tax id and bank account are the ones we know."""

from collections.abc import Sequence
from dataclasses import dataclass

from bpo.catalog.rules import Finding, Record, Severity

from ..identifiers import compact, iban_has_form, iban_is_valid, vat_is_valid
from .books import Books, Vendor, in_vendors
from .names import ALIKE, likeness, same_name
from .policy import Policy


@dataclass(frozen=True, slots=True)
class Biller:
    """The vendor an invoice is from, if known, and what there is to say about that."""

    vendor: Vendor | None
    findings: tuple[Finding, ...]


def identify(record: Record, books: Books) -> Vendor | None:
    """The vendor of the list that an invoice is from.

    The VAT id decides where it is the list's; else the name, if one vendor alone bears it; else the bank account
    together with a name that is alike. An account alone is no identity: whoever copies it would be that vendor.
    """
    vat, iban = compact(str(record.get("seller_vat_id") or "")), compact(str(record.get("iban") or ""))
    name = str(record.get("seller") or "")
    known = books.vendors_like(vat_id=vat, name=name, iban=iban)
    by_vat = [vendor for vendor in known if vat and vendor.vat_id == vat]
    by_name = [vendor for vendor in known if name and same_name(vendor.name, name)]
    if by_vat:
        return _best(by_vat, by_name, iban)
    if by_name:
        return _best(by_name, by_name, iban)
    by_account = [vendor for vendor in known if iban and iban in vendor.ibans]
    alike = [vendor for vendor in by_account if likeness(vendor.name, name) >= ALIKE]
    return alike[0] if len(alike) == 1 else None


def _best(found: Sequence[Vendor], by_name: Sequence[Vendor], iban: str) -> Vendor | None:
    """Of several vendors with one VAT id or name: the one whose name fits, then whose account."""
    for fits in (
        [vendor for vendor in found if vendor in by_name],
        [vendor for vendor in found if vendor in by_name and iban in vendor.ibans],
        [vendor for vendor in found if iban in vendor.ibans],
    ):
        if len(fits) == 1:
            return fits[0]
    return found[0] if len(found) == 1 else None


def check_vendor(record: Record, books: Books) -> Biller:
    """The vendor, and what is wrong: unknown, not active, another name or VAT id than the list's, a new account."""
    vendor = identify(record, books)
    if vendor is None and not books.keeps_vendors:
        return Biller(None, ())
    if vendor is None:
        named = record.get("seller") or "The seller"
        return Biller(
            None,
            (Finding(code="UNKNOWN_VENDOR", message=f"{named} is not on the list of vendors.", severity=Severity.ASK,
                     fields=("seller", "seller_vat_id")),),
        )  # fmt: skip
    findings = (_standing(vendor), _name(record, vendor), _vat_id(record, vendor), _account(record, vendor))
    return Biller(vendor, tuple(finding for finding in findings if finding is not None))


def _standing(vendor: Vendor) -> Finding | None:
    if vendor.status in ("active", "approved", "open"):
        return None
    return Finding(
        code="VENDOR_NOT_ACTIVE",
        message=f"{vendor.name} ({vendor.vendor_id}) is {vendor.status} on the list of vendors.",
        severity=Severity.ASK,
        fields=("seller",),
        refers=(in_vendors(vendor),),
    )


def _name(record: Record, vendor: Vendor) -> Finding | None:
    """A VAT id of one vendor under the name of somebody else."""
    name = str(record.get("seller") or "")
    if not name or likeness(name, vendor.name) >= 60 or same_name(name, vendor.name):
        return None
    short, long = sorted((name.casefold(), vendor.name.casefold()), key=len)
    if short in long:
        return None
    return Finding(
        code="VENDOR_NAME_MISMATCH",
        message=f"The VAT id is that of {vendor.name}, the invoice is from {name}.",
        severity=Severity.ASK,
        fields=("seller", "seller_vat_id"),
        refers=(in_vendors(vendor),),
    )


def _vat_id(record: Record, vendor: Vendor) -> Finding | None:
    stated = compact(str(record.get("seller_vat_id") or ""))
    if not stated or not vendor.vat_id or stated in (vendor.vat_id, vendor.country + vendor.vat_id):
        return None
    if vendor.vat_id in (stated[2:], vendor.country + stated):
        return None
    if vat_is_valid(stated) is False:
        return Finding(
            code="VAT_ID_CHECKSUM",
            message=f"The VAT id {stated} fails its own check, and is not {vendor.vat_id} as on the list of vendors.",
            severity=Severity.ASK,
            fields=("seller_vat_id",),
            refers=(in_vendors(vendor),),
        )
    return Finding(
        code="VAT_ID_MISMATCH",
        message=f"The VAT id is {stated}; the list of vendors has {vendor.vat_id} for {vendor.name}.",
        severity=Severity.ASK,
        fields=("seller_vat_id",),
        refers=(in_vendors(vendor),),
    )


def _account(record: Record, vendor: Vendor) -> Finding | None:
    """An account that the list does not have for this vendor. An account that cannot exist is another finding."""
    asked = [compact(str(record.get("iban") or "")), *str(record.get("other_ibans") or "").split()]
    unknown = [
        iban for iban in asked
        if iban and iban not in vendor.ibans and (not iban_has_form(iban) or iban_is_valid(iban))
    ]  # fmt: skip
    if not unknown:
        return None
    stated = unknown[0]
    if vendor.ibans:
        known = " or ".join(masked(iban) for iban in vendor.ibans)
        message = f"The invoice asks for payment to {masked(stated)}; {vendor.name} is known with {known}."
    else:
        message = (
            f"The invoice asks for payment to {masked(stated)}; no account of {vendor.name} is on the list."
        )
    contact = f"the known contact ({vendor.contact})" if vendor.contact else "the known contact"
    return Finding(
        code="IBAN_CHANGED",
        message=f"{message} Call {contact}, not a number from the invoice.",
        severity=Severity.ASK,
        fields=("iban",),
        refers=(in_vendors(vendor),),
    )


def masked(iban: str) -> str:
    """An account number as it may be shown: DE55 … 7247."""
    return f"{iban[:4]} … {iban[-4:]}" if len(iban) > 10 else iban


def check_buyer(record: Record, policy: Policy) -> tuple[Finding, ...]:
    """Whether the invoice is to one of our names. Without names in the policy nothing is demanded."""
    buyer = str(record.get("buyer") or "")
    if not policy.our_names or not buyer or any(same_name(buyer, name) for name in policy.our_names):
        return ()
    return (
        Finding(
            code="WRONG_BUYER",
            message=f"It is made out to {buyer}, not to {' or '.join(policy.our_names)}.",
            severity=Severity.ASK,
            fields=("buyer",),
        ),
    )

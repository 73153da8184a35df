"""What a list's columns hold, by the titles they come under."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COLUMNS = {
    "id": _words("id contact_id customer_id client_id member_id person_id record_id record rec"),
    "full_name": _words(
        "full_name name fullname contact contact_name customer_name client_name contact_person display_name "
        "vollständiger_name nom_complet nombre_completo nome_completo naam"
    ),
    "first_name": _words(
        "first_name firstname given_name forename fname vorname prénom prenom voornaam förnamn fornavn imię nombre"
    ),
    "last_name": _words(
        "last_name lastname surname family_name lname nachname familienname nom_de_famille apellido apellidos "
        "cognome achternaam efternamn etternavn nazwisko"
    ),
    "email": _words(
        "email e_mail email_address e_mail_address mail e_mail_adresse courriel correo_electrónico "
        "correo_electronico"
    ),
    "phone_e164": _words(
        "phone phone_e164 telephone tel mobile phone_number phone_no telephone_number telephone_no tel_no "
        "mobile_phone mobile_number mobile_no contact_number cell cell_phone cellphone telefon telefonnummer "
        "rufnummer téléphone teléfono telefono telefoon telefone handy"
    ),
    "country": _words("country country_code country_region country_name land pays país paese kraj"),
    "date_of_birth": _words(
        "dob d_o_b date_of_birth birth_date birthdate birthday geburtsdatum date_de_naissance "
        "fecha_de_nacimiento data_di_nascita geboortedatum data_de_nascimento"
    ),
    "amount": _words("amount balance value betrag montant importe importo bedrag"),
    "street": _words("street address street_address address_1 address1 address_line_1 straße strasse"),
    "state": _words("state province state_province"),
    "zip": _words(
        "zip zip_code zipcode zip_postal_code postal_code postcode post_code plz postleitzahl code_postal "
        "código_postal codigo_postal"
    ),
}
"""Clean column → titles it comes under, the likeliest first."""
_ANOTHER_NUMBER = re.compile(
    r"(?:(?:home|work|office|business|other|alt|alternate|alternative|second|secondary|mobile|cell)_)*"
    r"(?:phone|telephone|tel|mobile|cell|fax|telefon)(?:_(?:number|no|home|work|office|mobile))?(?:_?\d)?"
)
_ANOTHER_ADDRESS = re.compile(
    r"(?:(?:home|work|office|business|other|alt|alternate|alternative|second|secondary)_)*e?_?mail(?:_address)?(?:_?\d)?"
)


def title_of(column: str | None) -> str:
    """A column's title as it is kept: small letters, words joined."""
    return re.sub(r"[\s\-]+", "_", (column or "").strip().lower())


def roles_of(titles: Iterable[str]) -> dict[str, str | None]:
    """Clean column → the table's column it comes from; None where the table has none."""
    return dict(_roles(tuple(titles)))


@lru_cache(maxsize=64)
def _roles(titles: tuple[str, ...]) -> tuple[tuple[str, str | None], ...]:
    by_meaning: dict[str, str] = {}
    for title in titles:
        by_meaning.setdefault(_bare(title), title)
    return tuple(
        (clean, next((by_meaning[each] for each in known if each in by_meaning), None))
        for clean, known in COLUMNS.items()
    )


@cache
def kind_of(title: str) -> str:
    """What a further column holds, beside the first of its kind: "phone", "email", or "" (only tidied)."""
    bare = _bare(title)
    if _ANOTHER_NUMBER.fullmatch(bare) or bare in COLUMNS["phone_e164"]:
        return "phone"
    if _ANOTHER_ADDRESS.fullmatch(bare) or bare in COLUMNS["email"]:
        return "email"
    return ""


@cache
def _bare(title: str) -> str:
    """A title without what is only said beside it: “Phone #” and “D.O.B. (dd/mm/yyyy)” are phone and d_o_b."""
    return re.sub(r"[\W_]+", "_", re.sub(r"\(.*?\)", "", title)).strip("_")

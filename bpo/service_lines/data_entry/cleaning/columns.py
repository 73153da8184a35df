"""What a list's columns hold, by the titles they come under."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COLUMNS = {
    "id": _words("id contact_id customer_id client_id member_id person_id record_id record rec"),
    "full_name": _words(
        "full_name name fullname contact contact_name customer_name client_name contact_person display_name "
        "vollstandiger_name vor_und_nachname name_vorname nom_complet nom_et_prenom nom_prenom nombre_completo "
        "nombre_y_apellidos nome_completo nome_e_cognome cognome_e_nome nominativo naam namn navn imie_i_nazwisko "
        "nazwisko_i_imie jmeno_a_prijmeni meno_a_priezvisko nume_si_prenume nume_prenume nume ime_i_prezime nev nom "
        "ad_soyad adi_soyadi nimi фио ονοματεπωνυμο 氏名 姓名 名前"
    ),
    "first_name": _words(
        "first_name firstname first_names given_name given_names forename forenames fname vorname prenom voornaam "
        "voornamen fornamn fornavn imie nombre nombres nome prenume jmeno krestni_jmeno meno ime keresztnev etunimi "
        "ad adi имя ονομα 名"
    ),
    "last_name": _words(
        "last_name lastname surname family_name lname nachname familienname nom_de_famille apellido apellidos "
        "cognome sobrenome apelido achternaam efternamn etternavn efternavn nazwisko prijmeni priezvisko prezime "
        "vezeteknev sukunimi soyad soyadi nume_de_familie фамилия επωνυμο 姓"
    ),
    "email": _words(
        "email e_mail email_address e_mail_address mail email_id emailadresse e_mailadresse e_mail_adresse "
        "emailadres e_mailadres mail_adresse courriel adresse_email adresse_e_mail adresse_mail correo "
        "correo_electronico direccion_de_correo posta_elettronica indirizzo_email indirizzo_e_mail correio "
        "correio_eletronico endereco_de_email e_post epost e_postadress epostadresse e_posta sahkoposti adres_email "
        "adres_e_mail почта эл_почта электронная_почта メール メールアドレス"
    ),
    "phone_e164": _words(
        "phone phone_e164 telephone tel mobile phone_number phone_no telephone_number telephone_no tel_no tel_nr "
        "mobile_phone mobile_number mobile_no contact_number contact_no cell cell_phone cellphone telefon telefonnr "
        "telefonnummer telefon_nr rufnummer handy handynummer mobil mobilnummer mobiltelefon telephone_portable "
        "portable numero_de_telephone telefono telefono_movil movil celular telefone telemovel cellulare "
        "numero_di_telefono telefoon telefoonnummer mobiel mobiele_telefoon mobiltlf tlf puhelin puhelinnumero gsm "
        "numer_telefonu telefon_komorkowy komorka telefonszam cep_telefonu телефон τηλεφωνο 電話 電話番号 电话"
    ),
    "country": _words(
        "country country_code country_region country_name land staat pays pais paese nazione kraj zeme "
        "krajina drzava tara orszag ulke maa страна χωρα 国"
    ),
    "date_of_birth": _words(
        "dob d_o_b date_of_birth birth_date birthdate birthday geburtsdatum geburtstag geb_datum geb date_de_naissance "
        "naissance fecha_de_nacimiento fecha_nacimiento nacimiento data_di_nascita nascita geboortedatum "
        "data_de_nascimento nascimento fodelsedatum fodselsdato fodselsdag syntymaaika data_urodzenia "
        "datum_narozeni datum_narodenia datum_rodenja data_nasterii szuletesi_datum dogum_tarihi дата_рождения "
        "ημερομηνια_γεννησης 生年月日"
    ),
    "amount": _words(
        "amount balance value betrag summe montant importe importo bedrag belopp belob kwota castka suma ciastka "
        "iznos osszeg tutar valor сумма ποσο 金額"
    ),
    "street": _words(
        "street street_address address address_1 address1 address_line_1 address_line1 strasse strasse_nr "
        "strasse_hausnummer strasse_und_hausnummer straat rue calle via ulica gata adresse direccion indirizzo "
        "endereco adres adresa"
    ),
    "state": _words("state province state_province county_state"),
    "zip": _words(
        "zip zip_code zipcode zip_postal_code zip_postcode postal_code postcode post_code pin_code pincode plz "
        "postleitzahl code_postal codigo_postal cp cap postnummer postnr kod_pocztowy psc cod_postal postanski_broj "
        "iranyitoszam posta_kodu postinumero индекс ταχυδρομικος_κωδικας 郵便番号"
    ),
}
"""Clean column → titles it comes under, the likeliest first; small letters without accents."""
_ALONE_FAMILY = frozenset(_words("name nom nume naam namn navn nev nimi"))
"""Titles of a whole name that are the family's name beside a column of first names."""
_ALONE_WHOLE = frozenset(_words("nombre nome jmeno meno ime ad adi имя ονομα"))
"""Titles of first names that are the whole name where no column has the family's."""
_WHOSE = re.compile(
    r"(?:customer|client|contact|member|patient|employee|donor|subscriber|primary|main|personal|private|kunden?|cliente)_"
    r"(?=.)"
)
"""Whose something is, before what it is."""
_NUMBER = r"(?:id|nr|no|num|number|nummer|numero|numer|nro|code)"
_SOMEBODYS_NUMBER = re.compile(
    r"(?:customer|client|contact|member|membership|person|record|patient|employee|donor|subscriber|supplier|vendor|"
    r"kunden?|kontakt|mitglieds?|klant|lid|kund|cliente|socio|adherent|klienta?|zakaznik|asiakas|musteri)"
    rf"_?{_NUMBER}|{_NUMBER}_(?:de_|di_|do_)?(?:cliente?|klienta|socio|zakaznika|adherent)"
)
_A_NUMBER = re.compile(
    rf"(?:(?:account|acct|row|line|serial|entry|case|user|s|sr|lfd|laufende)_?)?{_NUMBER}|n|lp|{_NUMBER}_crt"
)
"""What numbers the rows if it stands before everything else: elsewhere it may be a house's, or a bank account's."""
_ANOTHER_NUMBER = re.compile(
    r"(?:(?:home|work|office|business|other|alt|alternate|alternative|second|secondary|mobile|cell|privat|private|"
    r"dienst|geschaftlich|fest)_)*"
    r"(?:phone|telephone|tel|mobile|cell|fax|telefon|telefax|telefono|telefoon|festnetz|handy)"
    r"(?:_(?:number|no|nr|home|work|office|mobile|privat|fijo|movil))?(?:_?\d)?"
)
_ANOTHER_ADDRESS = re.compile(
    r"(?:(?:home|work|office|business|other|alt|alternate|alternative|second|secondary)_)*e?_?mail(?:_address)?(?:_?\d)?"
)
_ANOTHER_DATE = re.compile(
    r"(?:.*_)?date(?:_(?:of|d|de)_.+)?|.*datum|(?:.*_)?fecha(?:_.*)?|data_(?:di|de|da|do)_.+|(?:.*s)?dato|.*_since"
)
_ANOTHER_AMOUNT = re.compile(
    r"(?:.*_)?(?:amount|balance|betrag|saldo|solde|montant|importe|importo|bedrag|kwota)(?:_(?:due|paid|owed))?"
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
    for meaning in (_bare, _whose):
        for title in titles:
            by_meaning.setdefault(meaning(title), title)
    found = {
        clean: next((by_meaning[each] for each in known if each in by_meaning), None)
        for clean, known in COLUMNS.items()
    }
    taken = {title for title in found.values() if title}
    found["id"] = found["id"] or next(
        (title for at, title in enumerate(titles) if title not in taken and _numbers_rows(title, at)), None
    )
    whole, first, last = found["full_name"], found["first_name"], found["last_name"]
    if first and last:  # the whole name beside its parts says nothing more
        found["full_name"] = None
    elif first and whole and _bare(whole) in _ALONE_FAMILY:
        found["full_name"], found["last_name"] = None, whole
    elif first and not whole and _bare(first) in _ALONE_WHOLE:
        found["full_name"], found["first_name"] = first, None
    return tuple(found.items())


@cache
def kind_of(title: str) -> str:
    """What a further column holds, beside the first of its kind: "phone", "email", "date", "amount", or "" (only
    tidied)."""
    bare = _bare(title)
    if _ANOTHER_NUMBER.fullmatch(bare) or bare in COLUMNS["phone_e164"]:
        return "phone"
    if _ANOTHER_ADDRESS.fullmatch(bare) or bare in COLUMNS["email"]:
        return "email"
    if _ANOTHER_DATE.fullmatch(bare):
        return "date"
    return "amount" if _ANOTHER_AMOUNT.fullmatch(bare) else ""


@cache
def _bare(title: str) -> str:
    """A title without accents and what is only said beside it: “Phone #” and “D.O.B. (dd/mm/yyyy)” are phone and
    d_o_b."""
    letters = unicodedata.normalize("NFKD", re.sub(r"\(.*?\)", "", title)).casefold()
    letters = "".join(each for each in letters if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", "_", letters.translate(_LETTERS)).strip("_")


_LETTERS = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "đ": "d", "ı": "i"})


def _whose(title: str) -> str:
    return re.sub(r"_?1$", "", _WHOSE.sub("", _bare(title)))


def _numbers_rows(title: str, place: int) -> bool:
    bare = _bare(title.replace("#", " no "))
    return bool(_SOMEBODYS_NUMBER.fullmatch(bare) or (place == 0 and _A_NUMBER.fullmatch(bare)))

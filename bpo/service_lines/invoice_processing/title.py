"""What a document calls itself: invoice, credit note, or something that is none of these."""

import re
from statistics import median

from .dates import fold
from .layout import Document, Span
from .wordset import phrases

CREDIT = phrases(
    "credit note; credit memo; credit invoice; creditnote; gutschrift; rechnungskorrektur; "
    "korrekturrechnung; stornorechnung; avoir; facture d avoir; note de credit; nota di credito; "
    "nota di accredito; nota credito; factura rectificativa; factura de abono; abono; nota de abono; nota de credito; "
    "creditnota; creditfactuur; kreditfaktura; kreditnota; hyvityslasku; faktura korygujaca; dobropis; jovairo "
    "szamla; storno; rectificativa; opravny danovy doklad; helyesbito szamla; sztorno szamla; korekta; "
    "correctiefactuur; rettelsesfaktura; creditering; kreditering; nota de abono; facture rectificative; "
    "corrective invoice; credit; refund note; πιστωτικο"
)
INVOICE = phrases(
    "invoice; tax invoice; rechnung; facture; fattura; factura; factuur; faktura; lasku; fatura; "
    "handelsrechnung; schlussrechnung; abschlagsrechnung; teilrechnung; szamla; faktura vat; danovy "
    "doklad; regning; honorarnote; honorarrechnung; parcella; nota; bill; kostenrechnung; "
    "rechnungsnummer; invoice number; abrechnung; statement of fees; note d honoraires; note de frais; "
    "τιμολογιο; releve d honoraires; parcella professionale; minuta; minuta de honorarios; declaratie; rakning; "
    "verzamelfactuur"
)
OTHER = phrases(
    "delivery note; packing slip; quotation; quote; order confirmation; statement of account; reminder; "
    "purchase order; lieferschein; angebot; auftragsbestatigung; mahnung; kontoauszug; bestellung; bon de "
    "livraison; devis; relance; confirmation de commande; bon de commande; preventivo; documento di "
    "trasporto; conferma d ordine; albaran; presupuesto; pedido; pakbon; offerte; orderbevestiging; "
    "aanmaning; foljesedel; offert; orderbekraftelse; paminnelse; folgeseddel; tilbud; ordrebekraeftelse; "
    "pro forma; proforma; proforma invoice; proforma rechnung; facture proforma; fattura proforma; "
    "factura proforma; remittance advice; receipt; estimate; lahete; tarjous; rykker; purring; orcamento; "
    "payment reminder; statement of account; zahlungserinnerung; rappel de paiement; releve de compte; sollecito; "
    "estratto conto; recordatorio de pago; extracto de cuenta; betalingsherinnering; rekeningoverzicht; "
    "betalningspaminnelse; kontoutdrag; betalingspamindelse; pamindelse; kontoudtog; proformafactuur; "
    "proformafaktura; proformalasku; maksumuistutus; tiliote; lahetysluettelo; tilausvahvistus; guia de remessa; "
    "fatura proforma; extrato de conta; confirmacao de encomenda; aviso de pagamento; faktura pro forma; dokument wz; "
    "wyciag z konta; potwierdzenie zamowienia; wezwanie do zaplaty; zalohova faktura; dodaci list; vypis z uctu; "
    "nabidka; potvrzeni objednavky; upominka; dijbekero; szallitolevel; arajanlat; folyoszamla kivonat; "
    "rendeles visszaigazolas; fizetesi felszolitas; προτιμολογιο; προσφορα; δελτιο αποστολησ"
)


_CREDIT_WORD = re.compile(
    r"credit (?:note|memo|invoice)|gutschrift|\bavoir\b|accredito|not[ae] d[ie] credito|creditnota|creditfactuur|"
    r"kreditnota|kreditfaktura|dobropis|korygujac|korekta|jovairo|helyesbito|sztorno|"
    r"hyvityslasku|storno|rectificativ|\babono\b|nota credito"
)
"""Words of credit notes: an invoice that bears one may be none."""


def is_title(text: str) -> bool:
    """Whether a line is a document's title rather than a name: "Invoice", "Credit note 4711"."""
    words = re.findall(r"[^\W\d_]+", fold(text))
    return bool(words) and len(words) <= 4 and _kind(" ".join(words)) is not None


def is_credit(text: str) -> bool:
    """Whether words name a credit note: "Credit note no.", "Nota de crédito"."""
    plain = " ".join(re.findall(r"[^\W\d_]+", fold(text)))
    return _CREDIT_WORD.search(plain) is not None or any(term in plain for term in CREDIT if len(term) > 5)


def _phrase(span: Span) -> str:
    """The words of a line, its numbers and codes left out."""
    plain = " ".join(token.text for token in span.tokens if not any(char.isdigit() for char in token.text))
    return " ".join(re.findall(r"[^\W\d_]+", fold(plain)))


def document_type(document: Document) -> tuple[str | None, float, Span | None]:
    """(UNTDID 1001 code, confidence, where) of a document; ("other", …) where it names itself something else."""
    rows = (
        [row for row in document.page_rows(0) if row.top < document.heights[0] * 0.55]
        if document.heights
        else []
    )
    if not rows:
        return None, 0.0, None
    usual = median(row.height for row in rows)
    best: tuple[float, str, Span] | None = None
    kinds: set[str] = set()
    for row in rows:
        for segment in row.segments:
            kind = _kind(_phrase(segment))
            if kind is None:
                continue
            weight = (
                segment.height / usual + (0.5 if segment.text.isupper() else 0) - 0.08 * len(segment.tokens)
            )
            weight -= row.top / document.heights[0] + (0.6 if segment.text.rstrip().endswith(":") else 0)
            weight -= 3.0 if kind == "other" and segment.height < LARGE * usual else 0.0
            kinds.add(kind)
            if best is None or weight > best[0]:
                best = (weight, kind, segment)
    if best is None:
        return None, 0.0, None
    sure = 0.95 if best[0] > 0.9 or len(kinds) == 1 else 0.8
    if best[1] == "380" and any(_CREDIT_WORD.search(fold(row.text)) for row in rows):
        sure = 0.8
    return best[1], sure, best[2]


LARGE = 1.3
"""Print so much larger than the usual one is a heading."""


def heads_itself(document: Document, names: tuple[str | None, ...]) -> bool:
    """Whether a paper calls itself what we know, as far as it bears a heading: one in large print that is no name.

    `names` are those of the parties; a brand shares a word with them, or with an address on the pages.
    """
    rows = [row for row in document.page_rows(0) if row.top < document.heights[0] * 0.55]
    usual = median(row.height for row in rows) if rows else 0.0
    large = [s for row in rows for s in row.segments if s.height > LARGE * usual and _phrase(s)]
    if any(_kind(_phrase(segment)) for segment in large):
        return True
    known = fold(" ".join(name for name in names if name))
    known += " ".join(fold(row.text) for row in document.rows if "@" in row.text or "www." in row.text)
    strange = [s for s in large if not any(word in known for word in _phrase(s).split() if len(word) > 2)]
    return not any(len(segment.tokens) <= 4 for segment in strange)


def _kind(phrase: str) -> str | None:
    """The type a short phrase names, if it begins with or is a title."""
    words = phrase.split()
    if not words or len(words) > 7:
        return None
    if any(phrase == term or phrase.startswith(term + " ") for term in CREDIT):
        return "381"
    if any(phrase == term or phrase.startswith(term + " ") for term in OTHER):
        return "other"
    if any(phrase == term or phrase.startswith(term + " ") for term in INVOICE) or words[0].endswith(
        "rechnung"
    ):
        return "380"
    return _compound(words)


def _compound(words: list[str]) -> str | None:
    """A title made of a document's name and a word before it: "Sales invoice", "Salgsfaktura"."""
    if len(words) > 4:
        return None
    for kind, terms in (("381", CREDIT), ("other", OTHER), ("380", INVOICE)):
        for term in terms:
            last = term.split()
            if words[-len(last) :] == last and len(term) > 4:
                return kind
            if len(words) == 1 and len(term) >= 6 and words[0].endswith(term):
                return kind
    return None

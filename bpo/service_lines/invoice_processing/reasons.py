"""Every reason code of invoice processing, in words a client understands."""

REASONS: dict[str, str] = {
    "UNREADABLE": "The file is empty, damaged or cannot be opened.",
    "PASSWORD_PROTECTED": "The document is protected by a password.",
    "NOT_AN_INVOICE": "The document does not look like an invoice or credit note.",
    "SEVERAL_DOCUMENTS": "The file seems to hold more than one invoice.",
    "FIELD_MISSING": "A value that an invoice must state was not found.",
    "PLACEHOLDER": "A field holds a stand-in such as “NA” instead of a value.",
    "TOTALS_DO_NOT_PROVE": "The sums on the invoice do not add up.",
    "LINES_NOT_READ": "The lines were not found or do not add up to the total.",
    "LOW_CONFIDENCE": "One or more values could not be read with certainty.",
    "VALUE_NOT_READ": "The page seems to state a value that was not read.",
    "VALUES_COMPETE": "The page states more than one value for a field, or amounts that do not fit.",
    "AMOUNT_INVALID": "A value is not an amount.",
    "AMOUNT_IMPLAUSIBLE": "An amount is unusually large or negative.",
    "CURRENCY_UNKNOWN": "The currency is not a known code.",
    "DATE_INVALID": "A value is not a date.",
    "DATE_IMPLAUSIBLE": "A date is unlikely, such as due before issue.",
    "IBAN_INVALID": "The bank account number fails its own check digits.",
    "VAT_ID_INVALID": "A VAT id fails the check of its form or check digits.",
    "XML_CONTRADICTS_PAGE": "The e-invoice inside the PDF and its printed page say different things.",
    "XML_RULE_BROKEN": "The e-invoice breaks a rule of the European standard EN 16931.",
}

"""Terms put together from a document's name and the words for number and date around it."""

DOCUMENTS: dict[str, str] = {
    "en": (
        "invoice; tax invoice; credit note; credit memo; credit; bill; sales invoice; debit note; "
        "credit invoice; commercial invoice; final invoice; document; statement"
    ),
    "de": (
        "rechnung; gutschrift; rechnungskorrektur; stornorechnung; korrekturrechnung; "
        "schlussrechnung; abschlagsrechnung; teilrechnung; beleg; faktura; handelsrechnung; "
        "kostenrechnung; storno; honorarnote; ausgangsrechnung; proformarechnung; sammelrechnung; "
        "monatsrechnung"
    ),
    "fr": (
        "facture; avoir; note de credit; facture d avoir; facture rectificative; piece; document; "
        "note d honoraires; facture de vente; la facture; l avoir; facture commerciale; note"
    ),
    "it": (
        "fattura; nota di credito; nota credito; documento; parcella; fattura accompagnatoria; "
        "fattura immediata; fattura differita; ricevuta; fattura di vendita; nota"
    ),
    "es": (
        "factura; nota de credito; nota de abono; abono; factura rectificativa; la factura; "
        "documento; factura de abono; factura simplificada; nota de cargo; rectificativa; factura de "
        "venta"
    ),
    "nl": "factuur; creditnota; creditfactuur; nota; verkoopfactuur; eindfactuur; rekening; document",
    "sv": ("faktura; kreditfaktura; kreditnota; dokument; samlingsfaktura; delfaktura; slutfaktura; rakning"),
    "da": "faktura; kreditnota; regning; kreditfaktura; bilag; dokument; slutfaktura; salgsfaktura",
    "fi": "lasku; hyvityslasku; laskun; hyvityslaskun; tosite",
    "pt": "fatura; nota de credito; factura; fatura recibo; documento; fatura simplificada; recibo",
    "pl": (
        "faktura; faktury; faktura vat; faktury vat; faktura korygujaca; faktury korygujacej; "
        "korekta; dokument; dokumentu"
    ),
    "cs": (
        "faktura; faktury; dobropis; dobropisu; danovy doklad; danoveho dokladu; doklad; dokladu; "
        "opravny danovy doklad"
    ),
}
"""What a document calls itself, by language."""

ORDERS: dict[str, str] = {
    "en": (
        "purchase order; your order; customer order; order; your purchase order; buyer order; client "
        "order; p o; po"
    ),
    "de": "bestellung; ihre bestellung; ihrer bestellung; kundenbestellung; ihr auftrag",
    "fr": "commande; votre commande; bon de commande; la commande; votre bon de commande",
    "it": ("ordine; vostro ordine; vs ordine; ordine cliente; ordine di acquisto; ordine d acquisto; vs ord"),
    "es": (
        "pedido; su pedido; orden de compra; pedido cliente; pedido de compra; orden; s pedido; "
        "pedido de cliente"
    ),
    "nl": ("bestelling; uw bestelling; uw order; inkooporder; order; bestel; uw bestel; bestelbon; inkoop"),
    "sv": (
        "order; er order; ert order; bestallning; er bestallning; inkopsorder; bestallnings; ert "
        "bestallnings; kundorder; inkops"
    ),
    "da": (
        "ordre; deres ordre; indkobsordre; bestilling; rekvisition; innkjopsordre; kundeordre; deres "
        "bestilling; jeres ordre; din ordre; bestillings"
    ),
    "fi": "tilaus; tilauksen; ostotilaus; ostotilauksen; tilauksenne; asiakkaan tilaus",
    "pt": (
        "encomenda; sua encomenda; vossa encomenda; nota de encomenda; ordem de compra; pedido; v "
        "encomenda; pedido de compra"
    ),
    "pl": "zamowienie; zamowienia; zamowienie klienta; zamowienia klienta; twoje zamowienie",
    "cs": "objednavka; objednavky; vase objednavka; vasi objednavky; objednavka zakaznika",
}
"""What a buyer's order is called."""

PATTERNS: dict[str, dict[str, str]] = {
    "en": {
        "number": "{} nr; {} id; {} ref; {} reference; nr of {}; {} nr and date; our {} nr",
        "date": "{} date; date of {}; {} dated; {} issued; {} issue date; date of the {}",
    },
    "de": {
        "number": "{} nr; {}snr; {}nr; {}s nr; nr der {}; {}sreferenz",
        "date": "{}sdatum; {}datum; {} vom; datum der {}; {}s datum; {} datum",
    },
    "fr": {
        "number": (
            "{} nr; nr {}; nr de {}; nr d {}; nr de la {}; nr de l {}; reference {}; ref {}; reference de {}"
        ),
        "date": "date {}; date de {}; date d {}; date de la {}; date de l {}; {} du; {} en date du",
    },
    "it": {
        "number": "{} nr; nr {}; numero {}; nr di {}; rif {}; nr della {}; riferimento {}; nr del {}",
        "date": "data {}; data della {}; data di {}; {} del; data del {}",
    },
    "es": {
        "number": (
            "{} nr; nr {}; nr de {}; nr de la {}; ref {}; referencia {}; nr del {}; referencia de {}; "
            "codigo {}"
        ),
        "date": "fecha {}; fecha de {}; fecha de la {}; fecha del {}; {} de fecha; {} del",
    },
    "nl": {
        "number": "{}nr; {} nr; nr {}; {}referentie; nr van {}; {}kenmerk",
        "date": "{}datum; datum {}; {} datum; {} van; datum van {}; {} d d",
    },
    "sv": {
        "number": "{}nr; {} nr; {}ns nr; {}referens; {} id",
        "date": "{}datum; {}ns datum; {} datum; datum for {}",
    },
    "da": {
        "number": "{}nr; {} nr; {} id; {}ens nr; {}referanse; {}reference",
        "date": "{}dato; {} dato; dato for {}; {}ens dato",
    },
    "fi": {
        "number": "{} nr; {}nr; {} numero; {}nro",
        "date": "{} paivays; {} pvm; {} paivamaara; {}pvm; {}paiva",
    },
    "pt": {
        "number": "{} nr; nr {}; nr de {}; nr da {}; ref {}; referencia {}",
        "date": "data {}; data de {}; data da {}; {} de",
    },
    "pl": {
        "number": "{} nr; nr {}; numer {}",
        "date": "data {}; data wystawienia {}; {} z dnia; z dnia",
    },
    "cs": {
        "number": "{} c; cislo {}; c {}; {} cislo",
        "date": "datum {}; datum vystaveni {}; {} ze dne; ze dne",
    },
}
"""How number and date are said of a document, by language; `{}` is the noun."""

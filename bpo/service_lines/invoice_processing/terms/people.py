"""What stands over seller and buyer, and over others who are neither."""

PEOPLE: dict[str, str] = {
    "seller": """
        seller; vendor; supplier; from; sold by; issued by; invoice from; bill from; our details;
        service provider; company; provider; our company
        | verkaufer; lieferant; rechnungssteller; absender; leistungserbringer; von; rechnungsersteller;
        aussteller; leistender unternehmer; auftragnehmer; verkaeufer; dienstleister; rechnungsaussteller
        | vendeur; fournisseur; emetteur; emis par; prestataire; de; emetteur de la facture; societe; notre
        societe; expediteur; vos coordonnees fournisseur
        | venditore; fornitore; cedente; cedente prestatore; emittente; mittente; prestatore; cedente
        prestatore fornitore
        | vendedor; proveedor; emisor; emitida por; expedidor; datos del emisor; empresa emisora; datos del
        proveedor; de; emisor de la factura; datos emisor
        | verkoper; leverancier; afzender; van; opdrachtnemer
        | saljare; leverantor; avsandare; fran; utfardare; fakturautstallare
        | saelger; leverandor; afsender; selger; avsender; fra; udsteder; fakturaudsteder
        | myyja; toimittaja; laskuttaja; lahettaja; vendedor; fornecedor; sprzedawca; dodavatel; elado;
        furnizor; szallito; wystawca; emitente; predavajuci; prodavajici; prodejce; kiallito; vanzator
        | prestador; utstallare; utsteder; prestador de servicios
        | πωλητής; εκδότης; προμηθευτής
    """,
    "buyer": """
        bill to; billed to; invoice to; sold to; buyer; customer; client; to; invoiced to; purchaser;
        customer name; bill to address; invoice address; billing address; customer details; charge to;
        customer address; client name; account name client; invoice recipient; debtor; issued to; recipient;
        bill to party; invoice for; purchased by; prepared for; credit to; for
        | kaufer; kaeufer; kunde; rechnungsempfanger; rechnung an; an; kaufer leistungsempfanger;
        leistungsempfanger; rechnungsadresse; rechnungsanschrift; besteller; auftraggeber; empfanger;
        kundenanschrift; firma; erwerber; abnehmer; gutschrift an; debitor; kundenadresse;
        rechnungsempfanger kunde; kaeufer leistungsempfaenger; herrn; an firma
        | facture a; client; acheteur; adresse de facturation; destinataire; facturer a; adresse facturation;
        a l attention de; doit; client facture; destinataire de la facture; facture adressee a; adresse
        client; coordonnees client; a; avoir a; nom du client; preneur; donneur d ordre; facture pour; pour
        | spett le; spettabile; cliente; destinatario; intestatario; cessionario; cessionario committente;
        fatturato a; acquirente; fatturare a; intestato a; dati cliente; destinatario fattura; indirizzo di
        fatturazione; committente; egr sig; spett; intestazione; fattura a; cliente cessionario
        | cliente; facturar a; datos del cliente; comprador; destinatario; facturado a; datos cliente; datos
        de facturacion; direccion de facturacion; sr es; senores; a la atencion de; receptor; adquirente;
        datos del receptor; factura a; direccion facturacion; para; abonado a; nombre del cliente; titular
        | aan; factuur aan; klant; factuuradres; koper; afnemer; debiteur; gefactureerd aan; t a v;
        klantgegevens; opdrachtgever; ontvanger; factureren aan; geadresseerde; bestemd voor; credit aan
        | fakturaadress; kund; faktureras; faktureras till; debiteras;
        kopare; faktura till; mottagare; till; bestallare;
        fakturamottagare; faktureringsadress; kundadress; fakturerad till; kundens adress
        | fakturaadresse; kunde; kober; kjoper; faktura til; faktureres til; til; modtager; mottaker;
        fakturering til; bestiller; faktureringsadresse; fakturamodtager; fakturamottaker; kundeadresse;
        faktureres; regning til; sendt til; solgt til; debitor
        | asiakas; ostaja; laskutusosoite; vastaanottaja; laskun saaja; tilaaja; laskutettava; exmo s sr s;
        adquirente; faturar a; nabywca; odberatel; vevo; cumparator; kupujacy; klient; exmos srs; platnik;
        laskun vastaanottaja; fakturacni adresa; zakaznik; faturado a; exmo sr; faktura dla; beneficiar;
        vasarlo; kupujici; kupujuci; client cumparator
        | laskutetaan; exmo senhor; exmos senhores; exmo s senhor es; buyer bill to
        | πελάτης; στοιχεία πελάτη; αγοραστής; προς
    """,
    "x_payee": """
        remit to; payee; remittance to; pay to; payable to; please remit to; make checks payable to; make
        cheques payable to; payment to
        | zahlbar an; zahlung an; zu zahlen an; bitte uberweisen sie an
        | payable a; paiement a; a l ordre de
        | pagare a; pagabile a
        | pagar a; pagadero a
        | betalen aan; te betalen aan
        | betalas till; betales til
    """,
    "x_other_party": """
        ship to; deliver to; delivery address; shipping address; delivered to; service address; consignee;
        payer; job site; place of delivery; site address; delivery to; remit payment to; delivery location;
        end user; goods delivered to; works address
        | lieferadresse; lieferanschrift; lieferung an; warenempfanger; abweichender warenempfanger;
        versandadresse; versand an; leistungsort; lieferort; ansprechpartner; abweichende lieferadresse;
        empfanger der ware; zahlungsempfanger; steuervertreter; objektadresse; lieferstelle
        | adresse de livraison; livre a; livraison a; contact commercial; lieu de livraison; adresse du
        chantier; adresse livraison; livrer a; beneficiaire; adresse d expedition; destinataire de la
        livraison; point de livraison
        | destinazione; destinazione merce; luogo di consegna; indirizzo di consegna; consegnare a; luogo di
        destinazione; indirizzo di spedizione; spedire a; destinatario merce; indirizzo consegna; sede di
        consegna; destinazione diversa
        | direccion de entrega; direccion de envio; enviar a; entregar en; lugar de entrega; entrega en;
        direccion envio; enviado a; destino; domicilio de entrega; direccion entrega; datos de envio
        | afleveradres; leveringsadres; bezorgadres; leveren aan; verzendadres; geleverd aan; levering aan;
        aflevering
        | leveransadress; levereras till; leverans till; leveransadressat; leverans adress; leveransplats
        | leveringsadresse; leveres til; leveranseadresse; levering til; leveringssted; leveret til;
        vareadresse; levert til
        | toimitusosoite; toimitus osoite; morada de entrega; local de entrega; adres dostawy; dodaci adresa;
        szallitasi cim; odbiorca; adresa de livrare; adres wysylki; miejsce dostawy; dostarczono do; local
        de descarga; prijemce; odberne misto; dorucovaci adresa; konecny prijemce
        | shipped to; levererat till; leveransmottagare; toimitettu osoitteeseen; entregue em; misto urceni
    """,
}
"""Terms by field; `;` divides terms, `|` languages."""

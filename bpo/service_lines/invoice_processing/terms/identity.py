"""What names and dates an invoice itself: number, dates, order, account, currency."""

IDENTITY: dict[str, str] = {
    "number": """
        invoice nr; invoice id; invoice ref; invoice reference; tax invoice nr; inv nr; bill nr; credit note
        nr; credit memo nr; credit nr; document nr; invoice; tax invoice; credit note; credit memo; debit
        note nr; doc nr; nr
        | rechnungsnr; rechnung nr; rechnungs nr; rechnungsnummer; re nr; rg nr; rech nr; belegnr; beleg nr;
        rechnung; gutschriftsnr; gutschrift nr; gutschriftnr; handelsrechnung nr; rechnungskorrektur nr;
        rechnungsnr belegnr; dokumentnr; stornorechnung nr; rechnungskorrekturnr; schlussrechnung nr;
        fakturanr; korrekturrechnung nr; abschlagsrechnung nr; teilrechnung nr; rechnungskennung;
        kostenrechnung nr
        | facture nr; nr facture; nr de facture; nr de la facture; reference facture; reference de la facture;
        facture; avoir nr; nr avoir; nr d avoir; nr de l avoir; facture d avoir nr; piece nr; nr piece; nr
        de piece; ref facture; nr de document
        | fattura nr; nr fattura; fattura; nr documento; documento nr; nota di credito nr; nr nota di credito;
        nr doc; fattura accompagnatoria nr; parcella nr; nr della fattura; nota credito nr
        | factura nr; nr factura; nr de factura; nr de la factura; factura; nota de credito nr; abono nr; nr
        de abono; factura rectificativa nr; nr documento; nr de documento; nr fra; fra nr; ref factura;
        referencia factura; nr de factura rectificativa; nr factura rectificativa
        | factuurnr; factuur nr; factuur; creditnota nr; creditfactuur nr; factuurreferentie; creditfactuurnr;
        creditnotanr; notanr
        | fakturanr; faktura nr; faktura; kreditfakturanr; kreditfaktura nr; kreditnota nr; fakturareferens;
        kreditnotanr
        | fakturanr; faktura id; faktura; kreditnotanr; regningsnr; regning nr; bilagsnr; bilag nr; kreditnota nr
        | laskunnr; laskun nr; laskunro; lasku nr; lasku; hyvityslaskun nr; laskun viite
        | fatura nr; nr fatura; nr da fatura; fatura; nota de credito nr; fatura recibo nr; fatura
        simplificada nr; nr do documento
        | faktura nr; nr faktury; faktura vat nr; faktura vat; faktura korygujaca nr; numer faktury; faktura
        koncowa nr
        | cislo; faktura c; cislo faktury; faktura cislo; danovy doklad c; faktura danovy doklad c; faktura danovy
        doklad; dobropis c
        | szamla sorszama; szamlaszam; szamla szama; factura seria; nr factura; facturanr
        | fakturanr ocr; faktura nr ocr; sorszam; szamla sorszam; bizonylatszam; nr korekty; nr dokumentu;
        piece nr; nr piece; nr de piece; reference de la piece; reference piece; verifikatnr; inv nr; inv id;
        doklad nr; fac nr; notanr
        | αριθμός τιμολογίου; αρ τιμολογίου; τιμολόγιο; αριθμός παραστατικού; αρ παραστατικού
    """,
    "issue_date": """
        invoice date; date of invoice; date of issue; issue date; date issued; issued on; issued; date; bill
        date; billing date; tax date; invoice issue date; document date; credit note date; credit date;
        invoice dated; dated; tax point date; date invoiced; credit memo date; doc date; statement date; tax
        point
        | rechnungsdatum; rechnung vom; vom; datum; ausstellungsdatum; belegdatum; rechnungs datum; datum der
        rechnung; gutschriftsdatum; erstellungsdatum; rg datum; re datum; rechnungsdat; ausgestellt am;
        rechnungstag; gutschriftdatum; gutschrift vom; ausstellungstag; dokumentdatum; belegdat
        | date de facture; date facture; date d emission; date de la facture; date de facturation; date; emise
        le; facture du; le; date emission; date d etablissement; date de l avoir; date d avoir; date avoir;
        avoir du; date du document; facture emise le
        | data fattura; data; data emissione; data di emissione; data documento; fattura del; del; data della
        fattura; data doc; emessa il; data nota di credito; data del documento
        | fecha de factura; fecha factura; fecha; fecha de emision; fecha emision; fecha de la factura; fecha
        de expedicion; fecha expedicion; emitida el; fecha documento; fecha del documento; fecha de abono;
        fecha abono
        | factuurdatum; datum; factuur datum; datum factuur; creditdatum; factuurdat; notadatum; d d;
        uitgiftedatum; datum van uitgifte
        | fakturadatum; datum; utfardad; utfardandedatum; faktura datum; fakturans datum; kreditdatum
        | fakturadato; dato; udstedelsesdato; utstedelsesdato; kreditnotadato; faktura dato; regningsdato;
        udstedt; utstedt
        | laskun paivamaara; laskun pvm; paivays; laskupvm; pvm; paivamaara; laskun paivays; laskutuspaiva;
        laskupaiva
        | data da fatura; data; emitida em; data de emissao; data emissao; data do documento; data fatura
        | data wystawienia; data faktury; wystawiono; wystawiono dnia; z dnia; data wyst
        | datum vystaveni; datum vyhotoveni; vystaveno; data emiterii; szamla kelte; kiallitas datuma; kelt
        | utstalld; keltezes; kiadas datuma; szamla datuma; opgemaakt; emision; emissione; tax
        invoice date
        | ημερομηνία; ημερομηνία έκδοσης; ημερομηνία τιμολογίου; ημ νία
    """,
    "due_date": """
        due date; payment due; payment due date; due; pay by; date due; due on; payable by; payment date
        due; due by; to be paid by; invoice due date; please remit until; please pay by; payment deadline;
        payment due by; pay before; payment due on; due for payment; final date for payment; maturity date;
        maturity; please pay before; payable until; latest payment date
        | faelligkeitsdatum; falligkeitsdatum; fallig am; fallig; faellig am; falligkeit; zahlbar bis; zu
        zahlen bis; zahlungsziel; zahlungsfrist; zahlungstermin; zahlbar bis zum; zahlbar bis spatestens;
        bitte zahlen sie bis; zahlung bis; zahlungsziel bis; falligkeitstermin; fallig bis; falligkeitstag;
        zahlbar am; spatestens zahlbar bis; fallig zum
        | date d echeance; echeance; date echeance; a payer avant le; a regler avant le; date limite de
        paiement; payable avant le; echeance le; date de paiement; a regler le; reglement avant le; payer
        avant le; date d echeance de paiement; a payer pour le; date d exigibilite; payable le; date de
        reglement; a payer au plus tard le; limite de paiement; date d echeance du paiement
        | scadenza; data scadenza; data di scadenza; scadenza pagamento; da pagare entro; pagamento entro il;
        entro il; scadenza il; scadenze; data pagamento; pagare entro; pagamento entro; termine di
        pagamento; scadenza fattura
        | fecha de vencimiento; vencimiento; fecha vencimiento; vence; vence el; pagar antes del; fecha limite
        de pago; vencimientos; fecha de pago; fecha limite; pagadero antes del; vto; fecha vto; a pagar
        antes del
        | vervaldatum; betalen voor; uiterste betaaldatum; te betalen voor; vervalt op; betaaldatum; verval
        datum; uiterlijk betalen op; te voldoen voor; betalen uiterlijk; uiterlijk te betalen op;
        betaaltermijn tot; te betalen uiterlijk; vervaldag; te betalen tegen
        | forfallodatum; forfaller; forfallodag; betalas senast; att betala senast; oss tillhanda senast;
        forfallo datum; sista betalningsdag; betalning senast; forfaller den; oss tillhanda
        | forfaldsdato; forfallsdato; betalingsfrist; betales senest; forfald; forfall; sidste rettidige
        betalingsdato; betalingsdato; sidste betalingsdato; forfalder; senest betaling
        | erapaiva; erapvm; maksupaiva; viimeinen maksupaiva; erapaivamaara; maksettava viimeistaan
        | data de vencimento; vencimento; pagar ate; data limite de pagamento; data vencimento; pagamento ate
        | termin platnosci; platne do; termin zaplaty; data platnosci; zaplata do
        | datum splatnosti; splatnost; splatne do; scadenta; data scadentei; fizetesi hatarido; esedekesseg;
        fizetesi hataridő
        | eraantyy; splatne dne; splatne; scade; scade il; vence em; vence a; te voldoen uiterlijk; settlement due;
        settlement date;
        termin; data venc; forfallsdag; forfaldsdag; moorkapaeva; maksetaan viimeistaan; esedekesseg napja;
        bitte begleichen bis; zahlung fallig am; a regler au plus tard le; da pagarsi entro il;
        reglement au plus tard le; payable au plus tard le
        | ημερομηνία λήξης; πληρωτέο έως; ημερομηνία πληρωμής; λήξη; πληρωμή έως
    """,
    "po_ref": """
        purchase order; purchase order nr; po nr; p o nr; po; p o; po number; your order; your order nr;
        order nr; customer po; customer order; po reference; your po; po ref; customer po nr; your order
        ref; your reference po; customer order nr; buyer order nr; order reference; order ref; buyers order
        nr; order; your p o nr; cust po; client po; purchase order ref; your order reference; purchase order
        reference; order number
        | bestellnr; bestell nr; ihre bestellung; ihre bestellnr; bestellung; bestellung nr; auftragsnr kunde;
        ihre bestell nr; kundenbestellnr; bestellreferenz; bestellnummer kunde; ihr auftrag; ihre
        auftragsnr; bestellzeichen; ihre bestellung nr; kundenauftragsnr; ihr auftrag nr; ihre
        bestellreferenz; ihre bestellkennung; po nr; kundenbestellung; ihre order
        | nr de commande; nr commande; commande nr; bon de commande; bon de commande nr; votre commande; votre
        reference; ref commande; reference commande; votre commande nr; nr de bon de commande; votre ref; nr
        bon de commande; v ref; reference de commande; votre nr de commande; vos references; votre bon de
        commande; votre reference de commande; commande client; commande
        | ordine nr; nr ordine; vostro ordine; vs ordine; rif ordine; ordine d acquisto; vs ordine nr;
        riferimento ordine; ordine; vostro riferimento; vs rif; nr ordine cliente; ordine cliente; vostro
        ordine nr; rif vs ordine; nr ordine d acquisto; ordine di acquisto; vs ord
        | su pedido; nr de pedido; nr pedido; pedido nr; pedido; su pedido nr; orden de compra; nr orden de
        compra; su referencia; ref pedido; pedido cliente; referencia de pedido; referencia pedido; nr de
        orden de compra; su ref; nr de su pedido; orden de compra nr; s pedido; oc
        | ordernr; uw ordernr; bestelnr; bestelling; uw bestelling; inkoopordernr; uw referentie; inkooporder;
        uw order; bestelbonnr; po nr; uw bestelnr; uw kenmerk; ordernr klant; inkoopnr; bestelbon; order nr;
        uw inkoopnr; uw ref; bestelreferentie; klantorder
        | ordernr; ert ordernr; er order; bestallningsnr; inkopsorder; er referens ordernr; er bestallning;
        inkopsordernr; ert bestallningsnr; er best nr; bestallning; bestnr; order; ert order nr; kopare
        ordernr; er ordernr; ert bestnr; rekvisitionsnr; er order nr
        | deres ordre; deres ordrenr; ordrenr; indkobsordre; bestillingsnr; innkjopsordre; rekvisitionsnr;
        kobsordre; indkobsordrenr; innkjopsordrenr; deres bestilling; rekvisition; deres ordre nr; deres
        bestillingsnr; po nr; deres rekv; ordre nr; ordre
        | tilausnr; tilausnumeronne; ostotilaus; tilauksen nr; tilauksenne nr; ostotilausnr; tilaus;
        tilausviite; ostotilauksen nr; tilausnro; teidan tilauksenne;
        tilauksenne
        | encomenda nr; nr encomenda; vossa encomenda; nr de encomenda; nota de encomenda; v encomenda; ordem
        de compra; requisicao nr; sua encomenda; vossa encomenda nr; encomenda
        | nr zamowienia; zamowienie nr; zamowienie; nr zamowienia klienta; numer zamowienia; wasze zamowienie;
        zamowienie klienta
        | cislo objednavky; objednavka; objednavka c; nr comanda; comanda nr; rendelesszam; megrendeles szama;
        vase objednavka
        | rekvisisjon; rekv nr; rekvnr; megrendelesszam; vevoi rendelesszam; megrendeles; nr zam klienta; zam
        nr; ert inkopsordernr; ihr zeichen bestellung; uw referentie order; your reference order; cust order
        nr; indkobsrekvisition; nr zamowienia nabywcy
        | αριθμός παραγγελίας; παραγγελία σας; αρ παραγγελίας; παραγγελία
    """,
    "iban": """
        iban; iban nr; iban code; iban konto; coordonnees bancaires iban; konto iban; rekeningnr iban; iban
        account
        | codice iban; cuenta iban; tilinro iban
    """,
    "currency": """
        currency; invoice currency; ccy
        | wahrung; rechnungswahrung; wahrungscode; belegwahrung
        | devise; monnaie; devise de facturation
        | valuta; divisa
        | moneda; divisa
        | valuta; munteenheid
        | valuta
        | valutta; moeda; waluta; mena; penznem
    """,
}
"""Terms by field; `;` divides terms, `|` languages."""

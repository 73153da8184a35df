"""Known labels whose values are none of ours, so that nobody takes one of those for a field."""

DECOYS: dict[str, str] = {
    "x_account": """
        account nr; account; bank account; kontonr; kto nr; konto nr; numero de compte; conto corrente;
        cuenta; rekeningnr; bankgiro; plusgiro; bg; pg; bankkonto; konto; routing; routing nr; sort code;
        bic; swift; bic swift; swift bic; blz; bank code; ach; aba; iban bic; tilinro; bankleitzahl;
        reference de paiement; payment reference; ocr; ocr nr; kid; viitenro; viitenr; fik;
        verwendungszweck; zahlungsreferenz; betalningsreferens; referens; betalingskenmerk; account name;
        kontoname; kontoinhaber; account holder; acct
    """,
    "x_delivery_date": """
        delivery date; date of delivery; date of supply; supply date; ship date; shipped; shipping date;
        ship on; service date; service period; date shipped; delivered on; delivered; performance date; date
        of service; period; billing period; invoice period; supply period; from to; shipment date; despatch
        date; dispatch date
        | lieferdatum; leistungsdatum; liefertermin; leistungszeitraum; liefer und leistungsdatum; liefer
        leistungsdatum; lieferzeitraum; leistungsmonat; versanddatum; liefer leistungszeitraum; zeitraum;
        abrechnungszeitraum; lieferung; geliefert am; leistung vom; lieferung vom; lieferscheindatum;
        liefertag; liefer oder leistungsdatum; tag der lieferung; datum der lieferung
        | date de livraison; date livraison; livraison; date de prestation; periode; periode de facturation;
        date d expedition; livre le; date de la prestation; date d execution; expedie le; livraison du; date
        de la vente; date de realisation; date vente
        | data consegna; data di consegna; consegna; data spedizione; data ddt; periodo; data trasporto;
        competenza; data prestazione; data di spedizione; data della consegna
        | fecha entrega; fecha de entrega; fecha de envio; entrega; periodo; fecha operacion; fecha de
        operacion; fecha envio; fecha albaran; fecha de servicio; periodo de facturacion; fecha de
        prestacion
        | leverdatum; leveringsdatum; datum levering; periode; verzenddatum; geleverd op; datum van levering;
        leverperiode; prestatiedatum; afleverdatum
        | leveransdatum; leveransdag; levererad; period; leverans; leveranstid; utleveransdatum;
        leveransperiod; skickat; skickad
        | leveringsdato; levering; leveret; levert; periode; afsendelsesdato; leverings dato; leveranse;
        leveret den; leveransedato
        | toimituspaiva; toimituspvm; toimitettu; toimituspaivamaara; toimitus
        | data de entrega; data entrega; data da entrega; data de expedicao; data de carga; data do servico
        | data sprzedazy; data dostawy; data wykonania uslugi; data dokonania dostawy; data wydania; datum
        zdanitelneho plneni; duzp; datum uskutecneni zdanitelneho plneni; datum plneni; data livrarii;
        teljesites; teljesites datuma; datum dodani; teljesites ideje
        | leistungszeitpunkt; consegna del; data dostawy towaru; datum uskutecneni plneni; teljesites;
        teljesites datuma; effected on
        | περίοδος; ημερομηνία παράδοσης
    """,
    "x_order_date": """
        order date; date of order; ordered; ordered on; po date; purchase order date; your order date; order
        placed; date ordered; order dated
        | bestelldatum; auftragsdatum; bestellt am; bestellung vom; datum der bestellung; auftrag vom; ihre
        bestellung vom; bestelltag
        | date de commande; date commande; commande du; date de la commande; commandé le; date du bon de
        commande; votre commande du; bon de commande du
        | data ordine; data dell ordine; ordine del; data d ordine; data vs ordine; vs ordine del
        | fecha pedido; fecha de pedido; fecha del pedido; fecha orden; pedido del; fecha de la orden
        | besteldatum; orderdatum; datum bestelling; besteld op; bestelling van
        | orderdatum; bestallningsdatum; bestallt; best datum
        | ordredato; bestillingsdato; bestilt; ordre dato
        | tilauspaiva; tilauspvm; tilauspaivamaara; data encomenda; data da encomenda; data zamowienia; datum
        objednavky; data comenzii; rendeles datuma
        | bestalld; bestilt den; bestilt; tilattu; data zam; encomendado a; encomendado em; objednano dne;
        objednano; datum obj; rendeles datuma
    """,
    "x_other_date": """
        print date; printed; quote date; quotation date; contract date; statement; date of birth; tax
        period; created; last payment; payment received; received; valid until; expiry date; expires; member
        since; date printed; account opened; date paid; paid on; paid; payment date; despatch note date;
        registered; incorporated; contract start; next invoice; next invoice date; next billing date;
        reminder date; direct debit on; direct debit date; collection date; lastschrift am; einzug am; prelevement le;
        date de prelevement; addebito il; data addebito; cargo en cuenta el; fecha de cargo; incasso op; autogiro dras;
        debito em
        | druckdatum; angebotsdatum; angebot vom; vertragsdatum; skonto bis; gedruckt am; erstellt am; vertrag
        vom; valutadatum; wertstellung; mandatsdatum; bezahlt am; zahlung vom; buchungsdatum; abbuchung am;
        skontodatum; gultig bis; stand; zahlungseingang; mit skonto bis; nachste rechnung
        | date d impression; date du devis; devis du; date du contrat; contrat du; imprime le; paye le;
        escompte avant le; date d edition; edite le; date bl; bl du; bon de livraison du
        | data stampa; data preventivo; data contratto; stampato il; data incasso; preventivo del; ddt del;
        pagato il; data offerta
        | fecha impresion; fecha contrato; fecha presupuesto; presupuesto del; fecha de impresion; fecha
        oferta; fecha de cobro; impreso el; pagado el
        | printdatum; offertedatum; contractdatum; afgedrukt op; datum offerte; betaald op; geprint op;
        incassodatum
        | utskriftsdatum; offertdatum; avtalsdatum; utskriven; betald; betalt
        | udskriftsdato; tilbudsdato; utskriftsdato; betalt; udskrevet; kontraktdato
        | tulostettu; tarjouspaiva; data impressao; data druku; datum tisku; data orcamento
    """,
    "x_reference": """
        customer nr; customer; account nr; account id; customer id; client nr; client id; customer
        reference; customer ref; our reference; our ref; your reference; your ref; reference; reference nr;
        ref; ref nr; contract nr; contract; project; project nr; job nr; delivery note; delivery note nr;
        packing slip; tracking nr; quote nr; company reg; company reg nr; registration nr; reg nr; company
        nr; sales order; sales order nr; our order nr; so nr; shipment nr; supplier nr; vendor nr; vendor
        id; member id; cost center; cost centre; department; waybill nr; job; matter nr; case nr; ticket nr;
        site; meter nr; invoice type; terms; payment terms; sales rep; salesperson; ship via; fob;
        incoterms; page; phone; tel; telephone; fax; mobile; email; e mail; web; website; contact;
        attention; attn; original invoice; original invoice nr; corrects invoice; credit for invoice; refers
        to invoice; ref invoice; quotation nr; buyer reference; delivery nr; despatch note; dispatch note;
        payment method; method of payment; po date ref; gln; ein; tax id; fein; federal tax id; warehouse;
        route; agreement nr
        | kundennr; kunden nr; kunde nr; kd nr; ihre kundennr; ihr zeichen; unser zeichen; unsere referenz;
        ihre referenz; referenz; auftragsnr; auftrag nr; auftrag; auftrags nr; unsere auftragsnr;
        auftragsbestatigung; auftragsbestatigung nr; lieferschein; lieferscheinnr; lieferschein nr; ls nr;
        vertragsnr; vertragskonto; vertrag; projekt; projektnr; projekt nr; debitorennr; debitor;
        mandatsreferenz; glaubiger id; steuernr; st nr; steuer nr; hrb; hra; handelsregister;
        handelsregisternr; registergericht; amtsgericht; angebot; angebotsnr; angebot nr; leitweg id;
        weitere referenz; buchungsreferenz; bearbeiter; sachbearbeiter; ansprechpartner; telefon; telefax;
        seite; zahlungsbedingungen; zahlungsart; zahlart; lieferantennr; kostenstelle; zahlernr; vorgangsnr;
        vorgang; storno zu rechnung; korrektur zu rechnung; zu rechnung; ursprungsrechnung; gutschrift zu
        rechnung; bezug rechnung; referenz des kaufers; art der referenz; globale nr; objekt; bezug;
        kassenzeichen; aktenzeichen; versandart; lieferbedingung; unsere kundennr; zu rechnungsnr; zu
        rechnung nr; ursprungliche rechnung; originalrechnung; betrifft rechnung
        | nr client; code client; client nr; numero client; reference; ref; notre reference; ref client; nr de
        client; notre commande; notre commande nr; compte client; contrat; nr contrat; nr de contrat; devis;
        devis nr; nr devis; bon de
        livraison; bon de livraison nr; bl nr; siret; siren; rcs; ape; naf; code ape; nr siret; conditions
        de paiement; mode de paiement; mode de reglement; conditions de reglement; tel; telephone; contact;
        page; dossier; affaire; facture d origine; facture rectifiee; facture origine; avoir sur facture;
        sur facture; reference marche; ref marche; nr marche; representant; commercial; interlocuteur;
        facture initiale; rectifie la facture; correspond a la facture; relatif a la facture; annule la
        facture; nr bl; code fournisseur; chantier; reference client; votre nr client
        | codice cliente; nr cliente; cod cliente; cliente nr; codice fiscale; cod fisc; c f; codice
        destinatario; cig; cup; rif; riferimento; ns rif; ddt; ddt nr; bolla; contratto; contratto nr; rea;
        pec; sdi; codice sdi; codice univoco; telefono; pagina; condizioni di pagamento; pagamento; modalita
        di pagamento; fattura originale; rif fattura; commessa; agente; preventivo nr; offerta nr; rettifica
        fattura; fattura di riferimento; storno fattura; riferimento fattura; id cliente; nostro ordine;
        causale; codice univoco destinatario; fattura rettificata; vettore; aspetto dei beni
        | nr cliente; nr de cliente; cliente nr; codigo cliente; cod cliente; codigo de cliente; referencia;
        ref; nuestra referencia; albaran; albaran nr; nr albaran; contrato; nr contrato; presupuesto;
        nuestro pedido; rectifica factura; factura rectificada; factura original; telefono; pagina; condiciones de pago;
        forma de pago; registro mercantil; agente; nr de albaran; rectifica a; rectificativa de; rectifica
        la factura; factura que rectifica; ref cliente; comercial; proyecto; obra; nr de contrato; factura
        de referencia; rectifica; centro de coste
        | klantnr; klant nr; debiteurnr; debiteurennr; relatienr; kvk; kvk nr; referentie; onze referentie;
        ons kenmerk; contractnr; projectnr; pakbonnr; offertenr; telefoon; pagina; betalingsconditie;
        betalingsvoorwaarden; oorspronkelijke factuur; creditering van factuur; project; dossiernr;
        klantcode; pakbon; contract; corrigeert factuur; betreft factuur; credit op factuur; originele
        factuur; ordernr leverancier; onze order; ons ordernr; leveringsnr; klantreferentie; betreft;
        factuur gecorrigeerd; kenmerk; klant id; offerte; betreffende factuur; verkoper
        | kundnr; kund nr; er referens; var referens; referens; orgnr; org nr; organisationsnr; kundreferens;
        projekt; projektnr; foljesedel; foljesedelsnr; avtalsnr; telefon; sida; betalningsvillkor; avser
        faktura; krediterar faktura; kreditering av faktura; dröjsmålsranta; betalvillkor; offertnr;
        markning; leveransvillkor; leveranssatt; leveransnr; vart ordernr; var order; er ref; var ref;
        kreditfaktura avser; ursprunglig faktura; saljare; leverantorsnr; kostnadsstalle; gods marke;
        godsmarke; avser fakturanr; debiteringsperiod; drojsmalsranta; kund id
        | kundenr; kunde nr; vor ref; deres ref; vores reference; deres reference; cvr; cvr nr; orgnr; org nr;
        telefon; tlf; side; betalingsbetingelser; var ref; vedr faktura; krediterer faktura;
        foretaksregisteret; projekt; prosjekt; prosjektnr; projektnr; sagsnr; sag; folgeseddel; debitornr;
        tilbudsnr; kontonr kunde; se nr; vores ordrenr; rekvirent; ean; ean nr; gjelder faktura; krediterer
        fakturanr; kreditering av faktura; opprinnelig faktura; oprindelig faktura; vor reference;
        leveringsbetingelser; kontraktnr; betalingsbetingelse; var referanse; deres referanse; leverandornr;
        vedrorende faktura
        | asiakasnr; asiakasnro; y tunnus; viitteemme; viitteenne; viite; puhelin; maksuehto; maksuehdot;
        sivu; hyvitettava lasku; viivastyskorko; asiakasviite; projekti; sopimusnr; lahete; nr cliente; nif
        cliente; pagina; condicoes de pagamento; referencia; guia; atcud; fatura original; nr klienta;
        regon; strona; sposob platnosci; forma platnosci; krs; bdo; nr umowy; do faktury; dotyczy faktury;
        faktura korygowana; variabilni symbol; variabilny symbol; konstantni symbol; konst symbol;
        specificky symbol; ico; zpusob platby; forma uhrady; adoszam; fizetesi mod; nr reg com; cui; k
        faktuře; opravovany doklad; capital social; nr faktury korygowanej
        | foljesedel nr; folgeseddel nr; pakkseddel nr; toimitusnr; lahetenr; nr wz; zlecenie nr; guia nr;
        dodaci list c; zakazka; szallitolevel; rif interno; dispatch doc nr
        | κωδικός πελάτη; υπεύθυνος; δελτίο αποστολής; σχετικό τιμολόγιο; σελίδα; όροι πληρωμής; δοy
    """,
    "x_vat_id": """
        vat nr; vat id; vat reg nr; vat registration nr; vat; vat registration; vat id nr; vat reg; gst nr;
        abn; tax nr; tax id nr; tax identification nr; vat identification nr; our vat nr; your vat nr;
        customer vat nr; uid nr; eu vat nr; buyer vat nr; seller vat id; customer vat id; client vat nr
        | ust idnr; ust id nr; ust id; umsatzsteuer id; umsatzsteuer identifikationsnr; ust ident nr; uid;
        ustid; ust ident; mwst nr; ihre ust idnr; umsatzsteuer idnr; uid nr; ust idnr kunde; ihre ust id;
        ust ident nr kunde
        | nr tva; tva intracom; nr tva intracommunautaire; tva intracommunautaire; tva; nr de tva; nr tva
        client; id tva; nr tva intracom; nr de tva intracommunautaire; identifiant tva; tva client
        | partita iva; p iva; part iva; piva; p iva c f; iva; partita iva cliente; p iva cod fisc
        | nif; cif; nif iva; nif cif; cif nif; dni; vat es; nif cliente; nr iva; nif del cliente; cif cliente
        | btw nr; btw id; btw identificatienr; btw; uw btw nr; btw nr klant; btw nr afnemer; ondernemingsnr
        | momsreg nr; momsregistreringsnr; momsregnr; vat nr; moms nr; er momsreg nr; ert momsregnr; momsnr;
        vat reg nr kund
        | momsnr; mva nr; mva; cvr se nr; moms reg nr; orgnr mva; momsregistreringsnr
        | alv nr; alv tunnus; alv numero; nif; contribuinte; nr contribuinte; nipc; nip; vat ue; nip ue; nip
        nabywcy; dic; ic dph; kozossegi adoszam; cod tva; cif; nr tva ro
        | αφμ
    """,
    "x_carry": """
        carried forward; brought forward; carry forward; balance brought forward; carried over; page total;
        page subtotal; continued; subtotal carried forward; previous balance; balance forward; running total
        | ubertrag; zwischensumme ubertrag; seitensumme; ubertrag von seite; ubertrag auf seite; summe seite;
        seitenubertrag; zwischensumme seite
        | report; a reporter; total page; sous total page; report page precedente; total de la page
        | riporto; a riportare; riporto da pagina; totale pagina
        | suma y sigue; suma anterior; total pagina; sigue; arrastre; suma pagina
        | transport; over te brengen; transporteren; overgebracht; transport van pagina; transporteren naar
        | transport; att transportera; summa sida; overfort; transport fran
        | overfort; transport; overfores; overfort fra
        | siirto; siirretaan; a transportar; transporte; do przeniesienia; prevod; atvitel; przeniesienie; z
        przeniesienia; report pagina
        | εκ μεταφοράς; σε μεταφορά
    """,
    "x_terms": """
        net 30; late charge; interest; skonto; cash discount; early payment discount; penalty; late payment
        interest; escompte; indemnite forfaitaire; penalites de retard; capital; share capital; au capital
        de; capitale sociale; capital social; dröjsmålsränta; verzugszinsen; mahngebuhr; sconto cassa;
        descuento pronto pago; korting contant; kredietbeperking; kassarabatt; discount if paid;
        stammkapital; aktiekapital
    """,
}
"""Terms by field; `;` divides terms, `|` languages."""

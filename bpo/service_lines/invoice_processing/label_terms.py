"""What invoices call their fields, by language: the dictionary behind label matching.

Words are folded (no accents, no case), and every word for "number" counts as `nr`, so "Rechnungs-Nr.",
"Rechnungsnummer" and "Rechnung Nr" are one term. Order within a field does not matter; longer terms win
over shorter ones at the same place. Fields beginning with `x_` are decoys: known labels whose values are
none of ours, and must not be taken for one.
"""

TERMS: dict[str, str] = {
    "number": """
        invoice nr; invoice id; invoice ref; invoice reference; tax invoice nr; inv nr; bill nr; credit note nr;
        credit memo nr; credit nr; document nr; invoice; tax invoice; credit note; credit memo; debit note nr; doc nr
        | rechnungsnr; rechnung nr; rechnungs nr; rechnungsnummer; re nr; rg nr; rech nr; belegnr; beleg nr;
        rechnung; gutschriftsnr; gutschrift nr; gutschriftnr; handelsrechnung nr; rechnungskorrektur nr; rechnungsnr belegnr;
        dokumentnr; stornorechnung nr; rechnungskorrekturnr; schlussrechnung nr; fakturanr; korrekturrechnung nr;
        abschlagsrechnung nr; teilrechnung nr; rechnungskennung; kostenrechnung nr
        | facture nr; nr facture; nr de facture; nr de la facture; reference facture; reference de la facture; facture;
        avoir nr; nr avoir; nr d avoir; nr de l avoir; facture d avoir nr; piece nr; nr piece; nr de piece; ref facture; nr de document
        | fattura nr; nr fattura; fattura; nr documento; documento nr; nota di credito nr; nr nota di credito;
        nr doc; fattura accompagnatoria nr; parcella nr; nr della fattura; nota credito nr
        | factura nr; nr factura; nr de factura; nr de la factura; factura; nota de credito nr; abono nr; nr de abono; factura rectificativa nr;
        nr documento; nr de documento; nr fra; fra nr; ref factura; referencia factura; nr de factura rectificativa; nr factura rectificativa
        | factuurnr; factuur nr; factuur; creditnota nr; creditfactuur nr; factuurreferentie; creditfactuurnr; creditnotanr; notanr
        | fakturanr; faktura nr; faktura; kreditfakturanr; kreditfaktura nr; kreditnota nr; fakturareferens; kreditnotanr
        | fakturanr; faktura id; faktura; kreditnotanr; regningsnr; regning nr
        | laskunnr; laskun nr; laskunro; lasku nr; lasku; hyvityslaskun nr; laskun viite
        | fatura nr; nr fatura; nr da fatura; fatura; nota de credito nr; fatura recibo nr; fatura simplificada nr; nr do documento
        | faktura nr; nr faktury; faktura vat nr; faktura vat; faktura korygujaca nr; numer faktury; faktura koncowa nr
        | faktura c; cislo faktury; faktura cislo; danovy doklad c; faktura danovy doklad c; faktura danovy doklad; dobropis c
        | szamla sorszama; szamlaszam; szamla szama; factura seria; nr factura; facturanr
    """,
    "issue_date": """
        invoice date; date of invoice; date of issue; issue date; date issued; issued on; issued; date; bill date; billing date; tax date;
        invoice issue date; document date; credit note date; credit date; invoice dated; dated; tax point date; date invoiced; credit memo date; doc date; statement date; tax point
        | rechnungsdatum; rechnung vom; datum; ausstellungsdatum; belegdatum; rechnungs datum; datum der rechnung; gutschriftsdatum;
        erstellungsdatum; rg datum; re datum; rechnungsdat; ausgestellt am; rechnungstag; gutschriftdatum; gutschrift vom; ausstellungstag; dokumentdatum; belegdat
        | date de facture; date facture; date d emission; date de la facture; date de facturation; date; emise le; facture du; le;
        date emission; date d etablissement; date de l avoir; date d avoir; date avoir; avoir du; date du document; facture emise le
        | data fattura; data; data emissione; data di emissione; data documento; fattura del; del; data della fattura; data doc; emessa il; data nota di credito; data del documento
        | fecha de factura; fecha factura; fecha; fecha de emision; fecha emision; fecha de la factura; fecha de expedicion; fecha expedicion; emitida el; fecha documento; fecha del documento; fecha de abono; fecha abono
        | factuurdatum; datum; factuur datum; datum factuur; creditdatum; factuurdat; notadatum; d d; uitgiftedatum; datum van uitgifte
        | fakturadatum; datum; utfardad; utfardandedatum; faktura datum; fakturans datum; kreditdatum
        | fakturadato; dato; udstedelsesdato; utstedelsesdato; kreditnotadato; faktura dato; regningsdato; udstedt; utstedt
        | laskun paivamaara; laskun pvm; paivays; laskupvm; pvm; paivamaara; laskun paivays; laskutuspaiva; laskupaiva
        | data da fatura; data; data de emissao; data emissao; data do documento; data fatura
        | data wystawienia; data faktury; wystawiono dnia; z dnia; data wyst
        | datum vystaveni; datum vyhotoveni; vystaveno; data emiterii; szamla kelte; kiallitas datuma; kelt
    """,
    "due_date": """
        due date; payment due; payment due date; due; pay by; date due; due on; payable by; payment date due; due by; to be paid by; invoice due date;
        please remit until; please pay by; payment deadline; payment due by; pay before; payment due on; due for payment; final date for payment; maturity date; maturity; please pay before; payable until; latest payment date
        | faelligkeitsdatum; falligkeitsdatum; fallig am; fallig; faellig am; falligkeit; zahlbar bis; zu zahlen bis; zahlungsziel; zahlungsfrist; zahlungstermin; zahlbar bis zum;
        zahlbar bis spatestens; bitte zahlen sie bis; zahlung bis; zahlungsziel bis; falligkeitstermin; fallig bis; falligkeitstag; zahlbar am; spatestens zahlbar bis; fallig zum
        | date d echeance; echeance; date echeance; a payer avant le; a regler avant le; date limite de paiement; payable avant le; echeance le; date de paiement; a regler le; reglement avant le;
        payer avant le; date d echeance de paiement; a payer pour le; date d exigibilite; payable le; date de reglement; a payer au plus tard le; limite de paiement; date d echeance du paiement
        | scadenza; data scadenza; data di scadenza; scadenza pagamento; da pagare entro; pagamento entro il; entro il; scadenza il; scadenze; data pagamento; pagare entro; pagamento entro; termine di pagamento; scadenza fattura
        | fecha de vencimiento; vencimiento; fecha vencimiento; vence; vence el; pagar antes del; fecha limite de pago; vencimientos; fecha de pago; fecha limite; pagadero antes del; vto; fecha vto; a pagar antes del
        | vervaldatum; betalen voor; uiterste betaaldatum; te betalen voor; vervalt op; betaaldatum; verval datum; uiterlijk betalen op; te voldoen voor; betalen uiterlijk; uiterlijk te betalen op; betaaltermijn tot; te betalen uiterlijk; vervaldag; te betalen tegen
        | forfallodatum; forfaller; forfallodag; betalas senast; att betala senast; oss tillhanda senast; forfallo datum; sista betalningsdag; betalning senast; forfaller den; oss tillhanda
        | forfaldsdato; forfallsdato; betalingsfrist; betales senest; forfald; forfall; sidste rettidige betalingsdato; betalingsdato; sidste betalingsdato; forfalder; senest betaling
        | erapaiva; erapvm; maksupaiva; viimeinen maksupaiva; erapaivamaara; maksettava viimeistaan
        | data de vencimento; vencimento; pagar ate; data limite de pagamento; data vencimento; pagamento ate
        | termin platnosci; platne do; termin zaplaty; data platnosci; zaplata do
        | datum splatnosti; splatnost; splatne do; scadenta; data scadentei; fizetesi hatarido; esedekesseg; fizetesi hataridő
    """,
    "po_ref": """
        purchase order; purchase order nr; po nr; p o nr; po; p o; po number; your order; your order nr; order nr; customer po; customer order; po reference; your po; po ref; customer po nr; your order ref;
        your reference po; customer order nr; buyer order nr; order reference; order ref; buyers order nr; order; your p o nr; cust po; client po; purchase order ref; your order reference; purchase order reference; order number
        | bestellnr; bestell nr; ihre bestellung; ihre bestellnr; bestellung; bestellung nr; auftragsnr kunde; ihre bestell nr; kundenbestellnr; bestellreferenz; bestellnummer kunde; ihr auftrag; ihre auftragsnr; bestellzeichen; ihre bestellung nr; kundenauftragsnr;
        ihr auftrag nr; ihre bestellreferenz; ihre bestellkennung; po nr; kundenbestellung; ihre order
        | nr de commande; nr commande; commande nr; bon de commande; bon de commande nr; votre commande; votre reference; ref commande; reference commande; votre commande nr; nr de bon de commande; votre ref; nr bon de commande; v ref; reference de commande; votre nr de commande;
        vos references; votre bon de commande; votre reference de commande; commande client; commande
        | ordine nr; nr ordine; vostro ordine; vs ordine; rif ordine; ordine d acquisto; vs ordine nr; riferimento ordine; ordine; vostro riferimento; vs rif; nr ordine cliente; ordine cliente; vostro ordine nr; rif vs ordine; nr ordine d acquisto; ordine di acquisto; vs ord
        | su pedido; nr de pedido; nr pedido; pedido nr; pedido; su pedido nr; orden de compra; nr orden de compra; su referencia; ref pedido; pedido cliente; referencia de pedido; referencia pedido; nr de orden de compra; su ref; nr de su pedido; orden de compra nr; s pedido; oc
        | ordernr; uw ordernr; bestelnr; bestelling; uw bestelling; inkoopordernr; uw referentie; inkooporder; uw order; bestelbonnr; po nr; uw bestelnr; uw kenmerk; ordernr klant; inkoopnr; bestelbon; order nr; uw inkoopnr; uw ref; bestelreferentie; klantorder
        | ordernr; ert ordernr; er order; bestallningsnr; inkopsorder; er referens ordernr; er bestallning; inkopsordernr; ert bestallningsnr; er best nr; bestallning; bestnr; order; ert order nr; kopare ordernr; er ordernr; ert bestnr; rekvisitionsnr; er order nr
        | deres ordre; deres ordrenr; ordrenr; indkobsordre; bestillingsnr; innkjopsordre; rekvisitionsnr; kobsordre; indkobsordrenr; innkjopsordrenr; deres bestilling; rekvisition; deres ordre nr; deres bestillingsnr; po nr; deres rekv; ordre nr; ordre
        | tilausnr; tilausnumeronne; ostotilaus; tilauksen nr; tilauksenne nr; ostotilausnr; tilaus; tilausviite; ostotilauksen nr; tilausnro; teidan tilauksenne
        | encomenda nr; nr encomenda; vossa encomenda; nr de encomenda; nota de encomenda; v encomenda; ordem de compra; requisicao nr; sua encomenda; vossa encomenda nr; encomenda
        | nr zamowienia; zamowienie nr; zamowienie; nr zamowienia klienta; numer zamowienia; wasze zamowienie; zamowienie klienta
        | cislo objednavky; objednavka; objednavka c; nr comanda; comanda nr; rendelesszam; megrendeles szama; vase objednavka
    """,
    "iban": "iban; iban nr; iban code; iban konto; coordonnees bancaires iban; konto iban; rekeningnr iban; iban account | codice iban; cuenta iban; tilinro iban",
    "x_account": """
        account nr; account; bank account; kontonr; kto nr; konto nr; numero de compte; conto corrente; cuenta; rekeningnr; bankgiro; plusgiro; bg; pg; bankkonto; konto; routing; routing nr; sort code; bic; swift; bic swift; swift bic; blz; bank code;
        ach; aba; iban bic; tilinro; bankleitzahl; reference de paiement; payment reference; ocr; ocr nr; kid; viitenro; viitenr; fik; verwendungszweck; zahlungsreferenz; betalningsreferens; referens; betalingskenmerk; account name; kontoname; kontoinhaber; account holder; acct
    """,
    "currency": """
        currency; invoice currency; ccy | wahrung; rechnungswahrung; wahrungscode; belegwahrung | devise; monnaie; devise de facturation | valuta; divisa | moneda; divisa | valuta; munteenheid | valuta | valutta; moeda; waluta; mena; penznem
    """,
    "x_delivery_date": """
        delivery date; date of delivery; date of supply; supply date; ship date; shipped; shipping date; ship on; service date; service period; date shipped; delivered on; delivered; performance date; date of service; period; billing period; invoice period; supply period; from to; shipment date; despatch date; dispatch date
        | lieferdatum; leistungsdatum; liefertermin; leistungszeitraum; liefer und leistungsdatum; liefer leistungsdatum; lieferzeitraum; leistungsmonat; versanddatum; liefer leistungszeitraum; zeitraum; abrechnungszeitraum; lieferung; geliefert am; leistung vom; lieferung vom; lieferscheindatum; liefertag; liefer oder leistungsdatum; tag der lieferung; datum der lieferung
        | date de livraison; date livraison; livraison; date de prestation; periode; periode de facturation; date d expedition; livre le; date de la prestation; date d execution; expedie le; livraison du; date de la vente; date de realisation; date vente
        | data consegna; data di consegna; consegna; data spedizione; data ddt; periodo; data trasporto; competenza; data prestazione; data di spedizione; data della consegna
        | fecha entrega; fecha de entrega; fecha de envio; entrega; periodo; fecha operacion; fecha de operacion; fecha envio; fecha albaran; fecha de servicio; periodo de facturacion; fecha de prestacion
        | leverdatum; leveringsdatum; datum levering; periode; verzenddatum; geleverd op; datum van levering; leverperiode; prestatiedatum; afleverdatum
        | leveransdatum; leveransdag; levererad; period; leverans; leveranstid; utleveransdatum; leveransperiod; skickat; skickad
        | leveringsdato; levering; leveret; levert; periode; afsendelsesdato; leverings dato; leveranse; leveret den; leveransedato
        | toimituspaiva; toimituspvm; toimitettu; toimituspaivamaara; toimitus
        | data de entrega; data entrega; data da entrega; data de expedicao; data de carga; data do servico
        | data sprzedazy; data dostawy; data wykonania uslugi; data dokonania dostawy; data wydania; datum zdanitelneho plneni; duzp; datum uskutecneni zdanitelneho plneni; datum plneni; data livrarii; teljesites; teljesites datuma; datum dodani; teljesites ideje
    """,
    "x_order_date": """
        order date; date of order; ordered; ordered on; po date; purchase order date; your order date; order placed; date ordered; order dated
        | bestelldatum; auftragsdatum; bestellt am; bestellung vom; datum der bestellung; auftrag vom; ihre bestellung vom; bestelltag
        | date de commande; date commande; commande du; date de la commande; commandé le; date du bon de commande; votre commande du; bon de commande du
        | data ordine; data dell ordine; ordine del; data d ordine; data vs ordine; vs ordine del
        | fecha pedido; fecha de pedido; fecha del pedido; fecha orden; pedido del; fecha de la orden
        | besteldatum; orderdatum; datum bestelling; besteld op; bestelling van
        | orderdatum; bestallningsdatum; bestallt; best datum | ordredato; bestillingsdato; bestilt; ordre dato | tilauspaiva; tilauspvm; tilauspaivamaara; data encomenda; data da encomenda; data zamowienia; datum objednavky; data comenzii; rendeles datuma
    """,
    "x_other_date": """
        print date; printed; quote date; quotation date; contract date; statement; date of birth; tax period; created; last payment; payment received; received; valid until; expiry date; expires; member since; date printed; account opened; date paid; paid on; paid; payment date; despatch note date; registered; incorporated; contract start; next invoice; next invoice date; next billing date; reminder date
        | druckdatum; angebotsdatum; angebot vom; vertragsdatum; skonto bis; gedruckt am; erstellt am; vertrag vom; valutadatum; wertstellung; mandatsdatum; bezahlt am; zahlung vom; buchungsdatum; abbuchung am; skontodatum; gultig bis; stand; zahlungseingang; mit skonto bis; nachste rechnung
        | date d impression; date du devis; devis du; date du contrat; contrat du; imprime le; paye le; escompte avant le; date d edition; edite le; date bl; bl du; bon de livraison du
        | data stampa; data preventivo; data contratto; stampato il; data incasso; preventivo del; ddt del; pagato il; data offerta
        | fecha impresion; fecha contrato; fecha presupuesto; presupuesto del; fecha de impresion; fecha oferta; fecha de cobro; impreso el; pagado el
        | printdatum; offertedatum; contractdatum; afgedrukt op; datum offerte; betaald op; geprint op; incassodatum
        | utskriftsdatum; offertdatum; avtalsdatum; utskriven; betald; betalt | udskriftsdato; tilbudsdato; utskriftsdato; betalt; udskrevet; kontraktdato | tulostettu; tarjouspaiva; data impressao; data druku; datum tisku; data orcamento
    """,
    "x_reference": """
        customer nr; customer; account nr; account id; customer id; client nr; client id; customer reference; customer ref; our reference; our ref; your reference; your ref; reference; reference nr; ref; ref nr; contract nr; contract; project; project nr; job nr; delivery note; delivery note nr; packing slip; tracking nr; quote nr; company reg; company reg nr; registration nr; reg nr; company nr; sales order; sales order nr; our order nr; so nr; shipment nr; supplier nr; vendor nr; vendor id; member id; cost center; cost centre; department; waybill nr; job; matter nr; case nr; ticket nr; site; meter nr; invoice type; terms; payment terms; sales rep; salesperson; ship via; fob; incoterms; page; phone; tel; telephone; fax; mobile; email; e mail; web; website; contact; attention; attn; original invoice; original invoice nr; corrects invoice; credit for invoice; refers to invoice; ref invoice; quotation nr; buyer reference; delivery nr; despatch note; dispatch note; payment method; method of payment; po date ref; gln; ein; tax id; fein; federal tax id; warehouse; route; agreement nr
        | kundennr; kunden nr; kunde nr; kd nr; ihre kundennr; ihr zeichen; unser zeichen; unsere referenz; ihre referenz; referenz; auftragsnr; auftrag nr; auftrag; auftrags nr; unsere auftragsnr; auftragsbestatigung; auftragsbestatigung nr; lieferschein; lieferscheinnr; lieferschein nr; ls nr; vertragsnr; vertragskonto; vertrag; projekt; projektnr; projekt nr; debitorennr; debitor; mandatsreferenz; glaubiger id; steuernr; st nr; steuer nr; hrb; hra; handelsregister; handelsregisternr; registergericht; amtsgericht; angebot; angebotsnr; angebot nr; leitweg id; weitere referenz; buchungsreferenz; bearbeiter; sachbearbeiter; ansprechpartner; telefon; telefax; seite; zahlungsbedingungen; zahlungsart; zahlart; lieferantennr; kostenstelle; zahlernr; vorgangsnr; vorgang; storno zu rechnung; korrektur zu rechnung; zu rechnung; ursprungsrechnung; gutschrift zu rechnung; bezug rechnung; referenz des kaufers; art der referenz; globale nr; objekt; bezug; kassenzeichen; aktenzeichen; versandart; lieferbedingung; unsere kundennr; zu rechnungsnr; zu rechnung nr; ursprungliche rechnung; originalrechnung; betrifft rechnung
        | nr client; code client; client nr; numero client; reference; ref; notre reference; ref client; nr de client; compte client; contrat; nr contrat; nr de contrat; devis; devis nr; nr devis; bon de livraison; bon de livraison nr; bl nr; siret; siren; rcs; ape; naf; code ape; nr siret; conditions de paiement; mode de paiement; mode de reglement; conditions de reglement; tel; telephone; contact; page; dossier; affaire; facture d origine; facture rectifiee; facture origine; avoir sur facture; sur facture; reference marche; ref marche; nr marche; representant; commercial; interlocuteur; facture initiale; rectifie la facture; correspond a la facture; relatif a la facture; annule la facture; nr bl; code fournisseur; chantier; reference client; votre nr client
        | codice cliente; nr cliente; cod cliente; cliente nr; codice fiscale; cod fisc; c f; codice destinatario; cig; cup; rif; riferimento; ns rif; ddt; ddt nr; bolla; contratto; contratto nr; rea; pec; sdi; codice sdi; codice univoco; telefono; pagina; condizioni di pagamento; pagamento; modalita di pagamento; fattura originale; rif fattura; commessa; agente; preventivo nr; offerta nr; rettifica fattura; fattura di riferimento; storno fattura; riferimento fattura; id cliente; nostro ordine; causale; codice univoco destinatario; fattura rettificata; vettore; aspetto dei beni
        | nr cliente; nr de cliente; cliente nr; codigo cliente; cod cliente; codigo de cliente; referencia; ref; nuestra referencia; albaran; albaran nr; nr albaran; contrato; nr contrato; presupuesto; rectifica factura; factura rectificada; factura original; telefono; pagina; condiciones de pago; forma de pago; registro mercantil; agente; nr de albaran; rectifica a; rectificativa de; rectifica la factura; factura que rectifica; ref cliente; comercial; proyecto; obra; nr de contrato; factura de referencia; rectifica; centro de coste
        | klantnr; klant nr; debiteurnr; debiteurennr; relatienr; kvk; kvk nr; referentie; onze referentie; ons kenmerk; contractnr; projectnr; pakbonnr; offertenr; telefoon; pagina; betalingsconditie; betalingsvoorwaarden; oorspronkelijke factuur; creditering van factuur; project; dossiernr; klantcode; pakbon; contract; corrigeert factuur; betreft factuur; credit op factuur; originele factuur; ordernr leverancier; onze order; ons ordernr; leveringsnr; klantreferentie; betreft; factuur gecorrigeerd; kenmerk; klant id; offerte; betreffende factuur; verkoper
        | kundnr; kund nr; er referens; var referens; referens; orgnr; org nr; organisationsnr; kundreferens; projekt; projektnr; foljesedel; foljesedelsnr; avtalsnr; telefon; sida; betalningsvillkor; avser faktura; krediterar faktura; kreditering av faktura; dröjsmålsranta; betalvillkor; offertnr; markning; leveransvillkor; leveranssatt; leveransnr; vart ordernr; var order; er ref; var ref; kreditfaktura avser; ursprunglig faktura; saljare; leverantorsnr; kostnadsstalle; gods marke; godsmarke; avser fakturanr; debiteringsperiod; drojsmalsranta; kund id
        | kundenr; kunde nr; vor ref; deres ref; vores reference; deres reference; cvr; cvr nr; orgnr; org nr; telefon; tlf; side; betalingsbetingelser; var ref; vedr faktura; krediterer faktura; foretaksregisteret; projekt; prosjekt; prosjektnr; projektnr; sagsnr; sag; folgeseddel; debitornr; tilbudsnr; kontonr kunde; se nr; vores ordrenr; rekvirent; ean; ean nr; gjelder faktura; krediterer fakturanr; kreditering av faktura; opprinnelig faktura; oprindelig faktura; vor reference; leveringsbetingelser; kontraktnr; betalingsbetingelse; var referanse; deres referanse; leverandornr; vedrorende faktura
        | asiakasnr; asiakasnro; y tunnus; viitteemme; viitteenne; viite; puhelin; maksuehto; maksuehdot; sivu; hyvitettava lasku; viivastyskorko; asiakasviite; projekti; sopimusnr; lahete; nr cliente; nif cliente; pagina; condicoes de pagamento; referencia; guia; atcud; fatura original; nr klienta; regon; strona; sposob platnosci; forma platnosci; krs; bdo; nr umowy; do faktury; dotyczy faktury; faktura korygowana; variabilni symbol; variabilny symbol; konstantni symbol; konst symbol; specificky symbol; ico; zpusob platby; forma uhrady; adoszam; fizetesi mod; nr reg com; cui; k faktuře; opravovany doklad; capital social; nr faktury korygowanej
    """,
    "x_vat_id": """
        vat nr; vat id; vat reg nr; vat registration nr; vat; vat registration; vat id nr; vat reg; gst nr; abn; tax nr; tax id nr; tax identification nr; vat identification nr; our vat nr; your vat nr; customer vat nr; uid nr; eu vat nr; buyer vat nr; seller vat id; customer vat id; client vat nr
        | ust idnr; ust id nr; ust id; umsatzsteuer id; umsatzsteuer identifikationsnr; ust ident nr; uid; ustid; ust ident; mwst nr; ihre ust idnr; umsatzsteuer idnr; uid nr; ust idnr kunde; ihre ust id; ust ident nr kunde
        | nr tva; tva intracom; nr tva intracommunautaire; tva intracommunautaire; tva; nr de tva; nr tva client; id tva; nr tva intracom; nr de tva intracommunautaire; identifiant tva; tva client
        | partita iva; p iva; part iva; piva; p iva c f; iva; partita iva cliente; p iva cod fisc | nif; cif; nif iva; nif cif; cif nif; dni; vat es; nif cliente; nr iva; nif del cliente; cif cliente
        | btw nr; btw id; btw identificatienr; btw; uw btw nr; btw nr klant; btw nr afnemer; ondernemingsnr | momsreg nr; momsregistreringsnr; momsregnr; vat nr; moms nr; er momsreg nr; ert momsregnr; momsnr; vat reg nr kund | momsnr; mva nr; mva; cvr se nr; moms reg nr; orgnr mva; momsregistreringsnr
        | alv nr; alv tunnus; alv numero; nif; contribuinte; nr contribuinte; nipc; nip; vat ue; nip ue; nip nabywcy; dic; ic dph; kozossegi adoszam; cod tva; cif; nr tva ro
    """,
    "line_total": """
        subtotal; sub total; sum of lines; total of lines; items total; goods total; lines total; goods value; total goods; merchandise total; net goods; total of positions; items subtotal; line total; goods
        | zwischensumme; positionssumme; warenwert; summe positionen; summe der positionen; zwischentotal; gesamt positionen; warenwert netto; summe netto positionen; positionen gesamt; summe positionen netto; summe; gesamtsumme positionen
        | sous total; sous total ht; total des lignes; montant brut ht; total brut ht; total lignes ht; total brut; total lignes; total marchandises; total articles
        | subtotale; totale merce; totale righe; totale merci; importo merce; totale beni; tot merce; totale imponibile merce; importo righe; somma
        | suma; subtotal; sub total; importe bruto; total bruto; suma lineas; total lineas; suma importes; suma de lineas; total articulos
        | subtotaal; sub totaal; totaal regels; tussentotaal; goederenbedrag; som; regeltotaal; totaal goederen; totaal artikelen
        | delsumma; summa rader; delsumma exkl moms; radsumma; varuvarde; summa artiklar; varor
        | delsum; subtotal; sum linjer; varesum; vare sum; sum varer; i alt varer; linjesum | valisumma; rivit yhteensa; rivisumma; total iliquido; subtotal; suma pozycji; mezisoucet; reszosszeg; soma; razem pozycje; total de linhas
    """,
    "allowance_total": """
        discount; less discount; trade discount; rebate; total discount; allowance; total allowances; discounts; volume discount; loyalty discount; customer discount; discount total; early order discount
        | rabatt; nachlass; abzgl rabatt; gesamtbetrag der abschlage; abschlage; summe abschlage; abzuglich rabatt; preisnachlass; mengenrabatt; treuerabatt; summe nachlasse; kundenrabatt; abschlag; gesamtrabatt; sonderrabatt; warenrabatt
        | remise; rabais; total remises; remise globale; montant remise; remise commerciale; ristourne; total remise; remises; remise exceptionnelle; remise client
        | sconto; totale sconti; sconti; abbuono; sconto incondizionato; importo sconto; sconto cliente | descuento; dto; total descuento; bonificacion; total descuentos; descuento comercial; dcto; descuentos; rebaja; dto comercial
        | korting; totaal korting; kortingen; klantkorting; factuurkorting; korting totaal; orderkorting | rabatt; avdrag; total rabatt; rabatter; kundrabatt; avgar rabatt; summa rabatt | rabat; rabatt; samlet rabat; total rabatt; fradrag; kunderabat; kunderabatt | alennus; alennukset; alennus yhteensa; desconto; descontos; desconto comercial; rabat; upust; sleva; kedvezmeny; total descontos
    """,
    "charge_total": """
        shipping; freight; delivery; shipping and handling; shipping handling; postage; carriage; handling; delivery charge; delivery charges; shipping charges; packing; packaging; s h; surcharge; insurance; total charges; charges; freight charges; delivery fee; handling fee; postage and packing; shipping cost; carriage and packing; shipping fee; postage packing; service charge; small order surcharge
        | versand; versandkosten; fracht; frachtkosten; porto; verpackung; porto und verpackung; lieferkosten; gesamtbetrag der zuschlage; zuschlage; summe zuschlage; zuschlag; transportkosten; versand und verpackung; verpackung und versand; frachtkostenanteil; bearbeitungsgebuhr; mindermengenzuschlag; porto verpackung; transport; versandkostenpauschale; lieferpauschale; verpackungskosten; energiezuschlag
        | frais de port; port; frais de livraison; livraison ht; transport; frais d expedition; frais; port et emballage; frais de transport; frais de port ht; participation aux frais de port; emballage; frais divers; total charges; frais de dossier; frais de gestion; expedition
        | spese di trasporto; trasporto; spese di spedizione; spedizione; spese; imballo; spese trasporto; spese spedizione; spese imballo; spese accessorie; contributo trasporto; spese di imballo; spese incasso; imballaggio
        | portes; gastos de envio; transporte; envio; gastos; gastos de transporte; cargos; portes y embalajes; recargos; portes y embalaje; flete; embalaje; gastos envio; manipulacion; total cargos
        | verzendkosten; vrachtkosten; transportkosten; porto; bezorgkosten; administratiekosten; toeslagen; verzending; vracht; transport; verpakking; leveringskosten; portokosten; toeslag; orderkosten; verpakkingskosten
        | frakt; fraktkostnad; porto; expeditionsavgift; faktureringsavgift; frakt och emballage; avgifter; emballage; frakt emballage; fraktavgift; leveransavgift; hantering; aviavgift; faktura avgift; fakturaavgift; expavgift
        | fragt; frakt; porto; gebyr; fakturagebyr; levering gebyr; fragt og emballage; forsendelse; ekspeditionsgebyr; emballasje; ekspedisjonsgebyr; fraktkostnad; frakt og emballasje; emballage; transport; tillaeg; tillegg | rahti; toimituskulut; postikulut; laskutuslisa; kuljetus; pakkaus; rahtikulut; kasittelykulut; transporte; custos de envio; portes de envio; despesas de envio; koszt dostawy; dostawa; wysylka; transport; koszty wysylki; doprava; postovne; dopravne; szallitasi koltseg; koszt transportu; balne
    """,
    "net": """
        net; net total; total net; net amount; total excl vat; total ex vat; total excluding vat; total before tax; total before vat; total excl tax; taxable amount; amount excl vat; subtotal excl vat; total ex gst; total without vat; invoice total excl vat; vat exclusive; tax exclusive; total exclusive of vat; net value; net invoice total; total taxable; taxable total; vatable amount; total net amount; amount excluding vat; amount before tax; total ex tax; net payable before tax; subtotal ex vat; total net of vat; taxable subtotal; total net value; sum excl vat; net sum; goods and services net; amount ex vat; subtotal before tax; total exc vat
        | nettobetrag; netto; summe netto; gesamt netto; gesamtbetrag netto; nettosumme; rechnungssumme ohne ust; gesamtnetto; netto gesamt; zwischensumme netto; rechnungsbetrag netto; betrag netto; netto summe; gesamtsumme netto; warenwert netto gesamt; nettowert; summe ohne mwst; netto betrag; total netto; total exkl mwst; nettorechnungsbetrag; summe ohne ust; netto warenwert; endbetrag netto; netto rechnungsbetrag; gesamt ohne mwst; gesamt ohne ust; exkl mwst; gesamtbetrag ohne ust; summe exkl mwst; steuerpflichtiger betrag; entgelt; nettoentgelt; gesamtbetrag ohne mwst; steuerbasisbetrag; netto total; summe nettobetrage
        | total ht; montant ht; total hors taxes; total hors taxe; net ht; montant total ht; base ht; total net ht; montant hors taxes; total general ht; total h t; net commercial; total net hors taxes; montant net ht; total hors tva; htva; montant h t; total htva; total ht net
        | imponibile; totale imponibile; totale netto; totale imponibile iva; netto; totale senza iva; importo imponibile; tot imponibile; imponibile totale; totale iva esclusa; totale escluso iva; importo netto; netto fattura; base imponibile; netto merce; totale netto iva esclusa
        | base imponible; total base imponible; total neto; neto; importe neto; total sin iva; total base; base; total antes de impuestos; importe sin iva; base imp; suma base imponible; total neto sin iva; importe base; total importe neto; base imponible total; importe total sin iva; total sin impuestos
        | totaal excl btw; totaal exclusief btw; nettobedrag; totaal ex btw; netto; subtotaal excl btw; bedrag excl btw; netto totaal; totaal netto; bedrag exclusief btw; exclusief btw; excl btw; grondslag; maatstaf van heffing; totaal zonder btw; totaalbedrag excl btw; factuurbedrag excl btw; totaal bedrag excl btw; som excl btw; subtotaal exclusief btw; totaalbedrag exclusief btw
        | netto exkl moms; netto; summa exkl moms; totalt exkl moms; belopp exkl moms; summa netto; nettobelopp; exkl moms; totalt exklusive moms; summa exklusive moms; momsunderlag; nettosumma; pris exkl moms; belopp fore moms; summa fore moms; totalt netto; att betala exkl moms; total exkl moms; ex moms; momsgrundande belopp; varuvarde netto; netto totalt; underlag
        | subtotal ekskl moms; netto; i alt ekskl moms; total ekskl moms; nettobelob; total eks mva; sum eks mva; netto ekskl moms; grunnlag mva; momsgrundlag; netto eks mva; belob ekskl moms; belop eks mva; nettobelop; sum netto; totalt eks mva; total uden moms; sum ekskl mva; momspligtigt belob; grunnlag; momspligtig belob; sum eksl mva; mva grunnlag; netto i alt; total ekskl mva; i alt netto; totalbelob ekskl moms; netto sum; sum ekskl moms; i alt uden moms; avgiftspliktig belop; pris ekskl moms
        | veroton; yhteensa veroton; veroton yhteensa; veroton summa; total liquido; total sem iva; incidencia; base de incidencia; base tributavel; wartosc netto; razem netto; kwota netto; suma netto; total iliquido sem iva; celkem bez dph; zaklad dane; cena bez dph; netto osszesen; netto ertek; total fara tva; netto yhteensa; arvonlisaveroton; verollinen perusta; alv 0 yhteensa; yhteensa alv 0; veroton hinta yhteensa; razem wartosc netto; zaklad; soucet bez dph; alap; baza de impozitare; total valor sem iva; valor liquido; do zaplaty netto; spolu bez dph; hodnota netto; netto razem; total neto iva excluido; total s iva; total s/ iva; adoalap
    """,
    "vat": """
        vat; total vat; vat amount; vat total; tax; sales tax; total tax; tax total; tax amount; gst; total gst; hst; value added tax; plus vat; state tax; state sales tax; vat payable; total vat amount; add vat; vat at; total tax amount; local tax; tax at; gst amount; vat due; iva; total sales tax
        | ust; mwst; umsatzsteuer; mehrwertsteuer; steuerbetrag; zzgl mwst; zzgl ust; mwst betrag; summe ust; summe mwst; steuerbetrag in; gesamt ust; zuzuglich mwst; ust betrag; summe umsatzsteuer; umsatzsteuerbetrag; steuer; gesamtbetrag ust; gesamt mwst; zzgl umsatzsteuer; zzgl gesetzl mwst; gesetzliche mwst; mwst gesamt; ust gesamt; zuzuglich umsatzsteuer; plus mwst; gesetzl mwst; zzgl gesetzliche mwst; gesamtbetrag umsatzsteuer; steuern; steuer gesamt; summe steuern; plus ust; enthaltene mwst; enthaltene ust; mehrwertsteuerbetrag; zuzuglich mehrwertsteuer; zuzuglich ust; total mwst; zzgl mehrwertsteuer; umsatzsteuer gesamt; ust summe
        | tva; total tva; montant tva; total taxes; dont tva; montant total tva; total de la tva; montant de la tva; t v a; taxes; total des taxes; montant taxes; total t v a
        | iva; totale iva; imposta; totale imposta; importo iva; tot iva; totale imposte; iva totale; ammontare iva; imposta totale; di cui iva
        | iva; total iva; cuota iva; importe iva; cuota; igic; total cuota iva; total impuestos; impuestos; cuota de iva; iva total; total cuotas; importe del iva; i v a; cuota tributaria
        | btw; totaal btw; btw bedrag; btw totaal; bedrag btw; omzetbelasting; plus btw; btw over; te betalen btw; totaalbedrag btw; totaal omzetbelasting
        | moms; varav moms; summa moms; momsbelopp; total moms; moms totalt; mervardesskatt; moms kr; moms belopp; totalt moms; moms sek; momssumma
        | moms; mva; momsbelob; mva belop; i alt moms; merverdiavgift; heraf moms; total moms; sum mva; moms i alt; mva totalt; merverdiavgift i alt; momsbelop; total mva; totalt mva; merverdiavgift mva; moms belob; samlet moms
        | alv; alv yhteensa; arvonlisavero; vero; vero yhteensa; total iva; valor iva; valor do iva; kwota vat; podatek vat; razem vat; suma vat; wartosc vat; dph; dph celkem; celkem dph; afa; afa osszesen; alv maara; veron maara; tva total; imposto; total imposto; kwota podatku; total do iva; ptu; dan; vyse dph; afa osszeg; total tva; valoare tva; veron osuus; vat razem; podatek; suma dph; dph spolu
    """,
    "gross": """
        total incl vat; total inc vat; total including vat; gross total; grand total; total gross; invoice total; gross amount; total amount; total with vat; total inc gst; total incl tax; total invoice amount; invoice amount; gross; amount incl vat; total including tax; total invoice; total invoice value; total amount incl vat; vat inclusive; tax inclusive; total inclusive of vat; total after tax; total inc tax; invoice value; credit total; total credit; total credit amount; gross invoice total; invoice gross; total in; sum total; credit note total; amount including vat; total gross amount; total incl sales tax; overall total; total price; order total; total including gst; credit amount
        | bruttobetrag; brutto; gesamt brutto; bruttosumme; rechnungsbetrag; gesamtbetrag; summe brutto; gesamtsumme; endbetrag; rechnungssumme; brutto gesamt; rechnungsendbetrag; gesamtbetrag brutto; rechnungsbetrag brutto; bruttorechnungsbetrag; total inkl mwst; gesamtsumme brutto; betrag brutto; gesamtrechnungsbetrag; gesamt inkl mwst; gesamt inkl ust; summe inkl mwst; inkl mwst; gesamtbetrag inkl mwst; gesamtbetrag inkl ust; summe inkl ust; endsumme; gutschriftsbetrag; rechnungsbetrag inkl mwst; rechnungssumme brutto; gesamtpreis; total brutto; rechnungsbetrag inkl ust; endbetrag brutto; rechnungssumme mit ust; summe gesamt; rechnungstotal; gesamt; gutschriftbetrag; rechnungsgesamtbetrag; gesamtbetrag mit ust; bruttogesamtbetrag; rechnungsbetrag gesamt; gutschrift gesamt; total rechnung
        | total ttc; montant ttc; total toutes taxes comprises; montant total ttc; total facture ttc; total general ttc; total t t c; net ttc; total facture; montant de la facture; montant facture; total tvac; tvac; montant t t c; total general; total de la facture; montant total; total tva comprise; total tva incluse; montant total facture; total avoir; total de l avoir; montant de l avoir
        | totale fattura; totale documento; totale ivato; totale lordo; totale complessivo; totale iva inclusa; importo totale; tot fattura; totale iva compresa; totale generale; tot documento; totale della fattura; importo totale fattura; totale con iva; lordo; totale importo; totale nota di credito; importo lordo; totale da fattura; totale lordo iva inclusa; importo totale documento; importo fattura
        | total factura; importe total; total con iva; total iva incluido; total general; importe total factura; total documento; total importe; total fra; importe factura; total abono; total factura iva incluido; total bruto con iva; total a facturar; importe total con iva; importe total de la factura; total con impuestos; total factura rectificativa; total de la factura; total iva inc
        | totaal incl btw; totaal inclusief btw; totaalbedrag; factuurbedrag; totaal factuur; brutobedrag; bruto totaal; totaalbedrag incl btw; factuurtotaal; totaal inc btw; totaal bedrag; inclusief btw; incl btw; eindtotaal; eindbedrag; totaal creditnota; totaal bruto; bedrag incl btw; creditbedrag; totaal factuurbedrag; totaal bedrag incl btw; bruto; factuurbedrag incl btw; totaalbedrag inclusief btw
        | summa inkl moms; totalt inkl moms; fakturabelopp; totalbelopp; total inkl moms; fakturasumma; bruttobelopp; summa totalt; brutto; totalsumma; totalt belopp; slutsumma; inkl moms; fakturatotal; fakturabelopp inkl moms; belopp inkl moms; summa inklusive moms; kreditbelopp; totalt inklusive moms; pris inkl moms; summa att kreditera; summa sek
        | i alt inkl moms; total inkl moms; fakturabelob; fakturatotal; totalbelob; total inkl mva; sum inkl mva; fakturabelop; totalt inkl mva; samlet belob; totalsum; brutto; fakturasum; total belop; totalbelop; belob inkl moms; belop inkl mva; kreditnotabelob; bruttobelob; bruttobelop; total inkl mva nok; faktura total; faktura i alt; sum inkl moms; totalt belop; i alt dkk; i alt inkl mva; sum total
        | verollinen; yhteensa verollinen; laskun loppusumma; loppusumma; laskun summa; verollinen yhteensa; kokonaissumma; total da fatura; total com iva; total documento; total geral; valor total; wartosc brutto; razem brutto; kwota brutto; suma brutto; celkem s dph; celkova castka; brutto osszesen; total cu tva; bruttoyhteensa; loppusumma yhteensa; lasku yhteensa; total fatura; total c iva; fakturovana castka; celkem vcetne dph; total de plata cu tva; szamla vegosszege; brutto ertek; cena celkem; cena s dph; brutto razem; total do documento; celkem k fakturaci; spolu s dph; szamla osszege; vegosszeg; wartosc faktury; fakturovana suma; summa yhteensa; hyvitys yhteensa; yhteensa sis alv; sis alv
    """,
    "total": """
        total; totals; amount; sum; final total | summe; gesamt; total; betrag; gesamtbetrag eur | total; montant; net a payer ttc total | totale; importo; totali; tot | total; importe; totales | totaal; bedrag | totalt; summa; total; belopp | i alt; total; sum; totalt; ialt; belob; belop; alt | yhteensa; summa; razem; ogolem; celkem; osszesen; suma; spolu; total geral eur; soma; kokonaishinta
    """,
    "prepaid": """
        paid in advance; amount paid; less paid; deposit; prepaid; advance payment; less deposit; payments received; paid; prepayment; deposit paid; advance; less payments; already paid; less advance; paid to date; payment received; payments; less prepayment; less payment received; deposit received; amount received; total paid; paid amount; prepaid amount; amount already paid; advance paid; payments applied; payments credits; down payment; less advance payment; less amount paid; credits applied; less down payment; retainer; retainer applied; part payment
        | anzahlung; erhaltene anzahlungen; abzuglich anzahlung; bereits bezahlt; gezahlt; abzgl anzahlung; vorauszahlung; geleistete anzahlung; erhaltene anzahlung; bereits gezahlt; abzgl vorauszahlung; geleistete zahlungen; abschlagszahlung; zahlungen; a conto; akonto; akontozahlung; bezahlt; bezahlter betrag; abschlagszahlungen; abzgl abschlagszahlung; erhaltene zahlungen; bisher bezahlt; abzuglich bereits gezahlt; geleistete vorauszahlung; anzahlung erhalten; geleistete abschlagszahlungen; abzuglich vorauszahlung; abzgl geleistete anzahlung; abzgl bereits bezahlt; erhaltene vorauszahlung; teilzahlung erhalten
        | acompte; acompte verse; deja regle; montant regle; acomptes; acompte recu; deja paye; regle; avance; montant deja regle; total paye; acomptes verses; paiement recu; montant paye; acompte deja verse; acompte paye; deduction acompte; paiements recus; arrhes; avance versee; moins acompte
        | acconto; acconti; gia pagato; importo pagato; acconto versato; acconto ricevuto; anticipo; pagato; caparra; acconti versati; a dedurre acconto; meno acconto; acconto gia versato; acconto pagato; versato; totale acconti
        | anticipo; pagado; a cuenta; entrega a cuenta; anticipos; ya pagado; importe pagado; pagos a cuenta; total pagado; pago a cuenta; anticipo recibido; menos anticipo; provision de fondos; anticipo pagado; pago anticipado; entregas a cuenta; importe anticipado; importe ya pagado
        | aanbetaling; voorschot; reeds betaald; betaald; reeds voldaan; vooruitbetaald; al betaald; ontvangen betaling; vooruitbetaling; voldaan; ontvangen aanbetaling; betaald bedrag; aanbetaald; reeds ontvangen; in mindering; ontvangen voorschot
        | forskottsbetalning; erhallen betalning; forskott; betalt; a conto; avgar forskott; handpenning; inbetalt; redan betalt; betalt i forskott; delbetalning; erhallet forskott; avgar betalt; avgar a conto; forskottsbetalt; aconto; tidigare betalt; erlagd betalning
        | forudbetalt; a conto; acontobetaling; betalt; forskudd; depositum; allerede betalt; innbetalt; indbetalt; forskuddsbetaling; forudbetaling; aconto; forskuddsbetalt; tidligere betalt; a konto; modtaget betaling; akonto | ennakkomaksu; maksettu; ennakko; suoritukset; jo maksettu; saadut suoritukset; ennakot; adiantamento; pago; valor pago; ja pago; zaliczka; zaplacono; wplacono; zaloha; uhrazeno; eloleg; avans; uhrazena zaloha; uhrazeno zalohou; prijata zaloha; zaplaceno; fizetve; adiantamentos; achitat; juz zaplacono; zaplata; platba zalohy; rozliczone zaliczki; kaparra; otrzymana zaliczka
    """,
    "payable": """
        amount due; balance due; total due; amount payable; total payable; balance; please pay; due payable; net payable; payable; amount to pay; total amount due; to pay; amount outstanding; outstanding; balance payable; total to pay; payment due amount; pay this amount; outstanding balance; amount owed; amount now due; due now; total amount payable; invoice balance; remaining balance; total balance due; total outstanding; due amount; open amount; amount due for payment; refund due; amount to be credited; credit due; amount refunded; now due; balance outstanding; payable amount; to be paid; amount credited; total refund; you pay; please pay this amount; total now due; balance to pay; net amount due; amount due now
        | zahlbetrag; zu zahlen; zu zahlender betrag; offener betrag; restbetrag; noch zu zahlen; falliger betrag; fälliger betrag; zahlungsbetrag; verbleibender betrag; zu uberweisen; forderungsbetrag; auszahlungsbetrag; offen; zu bezahlen; restzahlung; noch offen; zahllast; betrag fallig; offener rechnungsbetrag; fallige summe; uberweisungsbetrag; restforderung; gesamtforderung; zu begleichen; zu zahlen in; erstattungsbetrag; noch zu zahlender betrag; zu uberweisender betrag; endbetrag zu zahlen; bitte uberweisen; offene forderung; verbleibt zu zahlen; noch fallig; zahlbar; gutschrift betrag; bitte zahlen; gesamt zu zahlen; verbleibende zahlung; fallige zahlung; zu erstatten; auszuzahlender betrag; zu zahlende summe
        | net a payer; solde a payer; reste a payer; montant du; a payer; montant a payer; solde; total a payer; solde du; net a payer ttc; total du; montant net a payer; net a deduire; montant a regler; reste du; a regler; net a regler; montant restant du; reste a regler; solde restant du; net a rembourser; montant a rembourser; solde a regler; a rembourser; net a votre credit; net a crediter; total net a payer; net du; solde restant; reste a payer ttc; a crediter
        | totale da pagare; netto a pagare; da pagare; importo da pagare; saldo; totale dovuto; importo dovuto; netto da pagare; saldo da pagare; totale a pagare; saldo dovuto; a saldo; totale a saldo; residuo da pagare; rimanenza da pagare; a pagare; da saldare; resto da pagare; importo a saldo; da versare; da rimborsare; totale da saldare; da accreditare; importo da rimborsare; saldo a pagare; netto dovuto
        | total a pagar; a pagar; importe a pagar; liquido a pagar; saldo pendiente; pendiente de pago; total pendiente; neto a pagar; importe pendiente; liquido; saldo; pendiente; total liquido; resto a pagar; total a abonar; importe liquido; importe debido; cantidad a pagar; saldo a pagar; a devolver; a abonar; total debido; total a percibir; importe a abonar; liquido a percibir; total a devolver; importe a devolver; saldo deudor
        | te betalen; te betalen bedrag; openstaand bedrag; totaal te betalen; nog te betalen; te voldoen; verschuldigd bedrag; openstaand; restbedrag; saldo; door u te betalen; totaal te voldoen; totaalbedrag te betalen; resterend bedrag; te ontvangen; nog te voldoen; u betaalt; bedrag te betalen; terug te betalen; te crediteren; resterend te betalen; totaal verschuldigd; te crediteren bedrag; openstaand saldo; door u te voldoen; te verrekenen
        | att betala; belopp att betala; summa att betala; kvar att betala; totalt att betala; att erhalla; att fa tillbaka; betala; restbelopp; att betala sek; tillgodo; att kreditera; er tillgodo; saldo; aterstar att betala; resterande belopp; belopp att kreditera; att aterfa; att betala totalt; tillgodohavande; att aterbetala; att betala inkl moms; total att betala; belopp tillgodo
        | at betale; a betale; til betaling; belob til betaling; skyldig belob; restbelob; belop a betale; sum a betale; skyldig belop; i alt til betaling; at betale i alt; betales; total til betaling; til gode; restbelop; rest til betaling; totalt a betale; total a betale; til udbetaling; saldo; til gunst; totalbelob til betaling; tilgodehavende; utestaende; at betale dkk; a betale nok; resterende belob; til gode i alt; beløb at betale; belob at betale; udestaende; restbelob til betaling; gjenstaar a betale; til utbetaling; rest a betale
        | maksettavaa; maksettava; maksettava yhteensa; yhteensa maksettavaa; maksettavaa jaa; maksettavaa yhteensa; avoinna; total a pagar; valor a pagar; a pagar; do zaplaty; pozostalo do zaplaty; razem do zaplaty; k uhrade; celkem k uhrade; zbyva uhradit; fizetendo; fizetendo osszeg; fizetendo vegosszeg; total de plata; de plata; rest de plata; maara; jaljella maksettavaa; hyvitettavaa; kwota do zaplaty; do zwrotu; castka k uhrade; palautettava; suma do zaplaty; k uhrade celkem; valor em divida; zostaje do zaplaty; na uhradu; total em divida; doplatit; hyvitettava; maksettava summa; do uhrady; saldo a pagar; doplatok; ostava uhradit
    """,
    "rounding": """
        rounding; rounding adjustment; round off; rounding amount; cash rounding | rundung; rundungsdifferenz; rundungsbetrag; rundungsausgleich | arrondi; arrondis; ecart d arrondi | arrotondamento; arrotondamenti | redondeo; ajuste redondeo; ajuste por redondeo | afronding; afrondingsverschil | oresavrundning; avrundning; oresutjamning; oresavr; ores avrundning | afrunding; orediff; oreafrunding; avrunding; oreavrunding; oredifferanse; oreafrundning; ore avrunding | pyoristys; arredondamento; zaokraglenie; zaokrouhleni; kerekites; haleru zaokrouhleni; rotunjire; zaokruhlenie
    """,
    "seller": """
        seller; vendor; supplier; from; sold by; issued by; remit to; invoice from; bill from; our details; service provider; payee; company; provider; our company; remittance to
        | verkaufer; lieferant; rechnungssteller; absender; leistungserbringer; von; rechnungsersteller; aussteller; leistender unternehmer; auftragnehmer; verkaeufer; dienstleister; rechnungsaussteller
        | vendeur; fournisseur; emetteur; emis par; prestataire; de; emetteur de la facture; societe; notre societe; expediteur; vos coordonnees fournisseur
        | venditore; fornitore; cedente; cedente prestatore; emittente; mittente; prestatore; cedente prestatore fornitore | vendedor; proveedor; emisor; emitida por; expedidor; datos del emisor; empresa emisora; datos del proveedor; de; emisor de la factura; datos emisor
        | verkoper; leverancier; afzender; van; opdrachtnemer | saljare; leverantor; avsandare; fran; utfardare; fakturautstallare | saelger; leverandor; afsender; selger; avsender; fra; udsteder; fakturaudsteder | myyja; toimittaja; laskuttaja; lahettaja; vendedor; fornecedor; sprzedawca; dodavatel; elado; furnizor; szallito; wystawca; emitente; predavajuci; prodavajici; prodejce; kiallito; vanzator
    """,
    "buyer": """
        bill to; billed to; invoice to; sold to; buyer; customer; client; to; invoiced to; purchaser; customer name; bill to address; invoice address; billing address; customer details; charge to; customer address; client name; account name client; invoice recipient; debtor; issued to; recipient; bill to party; invoice for; purchased by; prepared for; credit to; for
        | kaufer; kaeufer; kunde; rechnungsempfanger; rechnung an; an; kaufer leistungsempfanger; leistungsempfanger; rechnungsadresse; rechnungsanschrift; besteller; auftraggeber; empfanger; kundenanschrift; firma; erwerber; abnehmer; gutschrift an; debitor; kundenadresse; rechnungsempfanger kunde; kaeufer leistungsempfaenger; herrn; an firma
        | facture a; client; acheteur; adresse de facturation; destinataire; facturer a; adresse facturation; a l attention de; doit; client facture; destinataire de la facture; facture adressee a; adresse client; coordonnees client; a; avoir a; nom du client; preneur; donneur d ordre; facture pour; pour
        | spett le; spettabile; cliente; destinatario; intestatario; cessionario; cessionario committente; fatturato a; acquirente; fatturare a; intestato a; dati cliente; destinatario fattura; indirizzo di fatturazione; committente; egr sig; spett; intestazione; fattura a; cliente cessionario
        | cliente; facturar a; datos del cliente; comprador; destinatario; facturado a; datos cliente; datos de facturacion; direccion de facturacion; sr es; senores; a la atencion de; receptor; adquirente; datos del receptor; factura a; direccion facturacion; para; abonado a; nombre del cliente; titular
        | aan; factuur aan; klant; factuuradres; koper; afnemer; debiteur; gefactureerd aan; t a v; klantgegevens; opdrachtgever; ontvanger; factureren aan; geadresseerde; bestemd voor; credit aan
        | fakturaadress; kund; faktureras till; kopare; faktura till; mottagare; till; bestallare; fakturamottagare; faktureringsadress; kundadress; fakturerad till; kundens adress
        | fakturaadresse; kunde; kober; kjoper; faktura til; faktureres til; til; modtager; mottaker; fakturering til; bestiller; faktureringsadresse; fakturamodtager; fakturamottaker; kundeadresse; faktureres; regning til; sendt til; solgt til; debitor
        | asiakas; ostaja; laskutusosoite; vastaanottaja; laskun saaja; tilaaja; laskutettava; exmo s sr s; adquirente; faturar a; nabywca; odberatel; vevo; cumparator; kupujacy; klient; exmos srs; platnik; laskun vastaanottaja; fakturacni adresa; zakaznik; faturado a; exmo sr; faktura dla; beneficiar; vasarlo; kupujici; kupujuci; client cumparator
    """,
    "x_other_party": """
        ship to; deliver to; delivery address; shipping address; delivered to; service address; consignee; payer; job site; place of delivery; site address; delivery to; remit payment to; delivery location; end user; goods delivered to; works address
        | lieferadresse; lieferanschrift; lieferung an; warenempfanger; abweichender warenempfanger; versandadresse; versand an; leistungsort; lieferort; ansprechpartner; abweichende lieferadresse; empfanger der ware; zahlungsempfanger; steuervertreter; objektadresse; lieferstelle
        | adresse de livraison; livre a; livraison a; contact commercial; lieu de livraison; adresse du chantier; adresse livraison; livrer a; beneficiaire; adresse d expedition; destinataire de la livraison; point de livraison | destinazione; destinazione merce; luogo di consegna; indirizzo di consegna; consegnare a; luogo di destinazione; indirizzo di spedizione; spedire a; destinatario merce; indirizzo consegna; sede di consegna; destinazione diversa | direccion de entrega; direccion de envio; enviar a; entregar en; lugar de entrega; entrega en; direccion envio; enviado a; destino; domicilio de entrega; direccion entrega; datos de envio
        | afleveradres; leveringsadres; bezorgadres; leveren aan; verzendadres; geleverd aan; levering aan; aflevering | leveransadress; levereras till; leverans till; leveransadressat; leverans adress; leveransplats | leveringsadresse; leveres til; leveranseadresse; levering til; leveringssted; leveret til; vareadresse; levert til | toimitusosoite; toimitus osoite; morada de entrega; local de entrega; adres dostawy; dodaci adresa; szallitasi cim; odbiorca; adresa de livrare; adres wysylki; miejsce dostawy; dostarczono do; local de descarga; prijemce; odberne misto; dorucovaci adresa; konecny prijemce
    """,
    "x_carry": """
        carried forward; brought forward; carry forward; balance brought forward; carried over; page total; page subtotal; continued; subtotal carried forward; previous balance; balance forward; running total
        | ubertrag; zwischensumme ubertrag; seitensumme; ubertrag von seite; ubertrag auf seite; summe seite; seitenubertrag; zwischensumme seite | report; a reporter; total page; sous total page; report page precedente; total de la page | riporto; a riportare; riporto da pagina; totale pagina | suma y sigue; suma anterior; total pagina; sigue; arrastre; suma pagina | transport; over te brengen; transporteren; overgebracht; transport van pagina; transporteren naar | transport; att transportera; summa sida; overfort; transport fran | overfort; transport; overfores; overfort fra | siirto; siirretaan; a transportar; transporte; do przeniesienia; prevod; atvitel; przeniesienie; z przeniesienia; report pagina
    """,
    "x_terms": """
        net 30; late charge; interest; skonto; cash discount; early payment discount; penalty; late payment interest; escompte; indemnite forfaitaire; penalites de retard; capital; share capital; au capital de; capitale sociale; capital social; dröjsmålsränta; verzugszinsen; mahngebuhr; sconto cassa; descuento pronto pago; korting contant; kredietbeperking; kassarabatt; discount if paid; stammkapital; aktiekapital
    """,
}
"""Terms by field; `;` divides terms, `|` languages. A term may be listed under several fields."""


DOCUMENTS: dict[str, str] = {
    "en": "invoice; tax invoice; credit note; credit memo; credit; bill; sales invoice; debit note; credit invoice; commercial invoice; final invoice; document; statement",
    "de": "rechnung; gutschrift; rechnungskorrektur; stornorechnung; korrekturrechnung; schlussrechnung; abschlagsrechnung; teilrechnung; beleg; faktura; handelsrechnung; kostenrechnung; storno; honorarnote; ausgangsrechnung; proformarechnung; sammelrechnung; monatsrechnung",
    "fr": "facture; avoir; note de credit; facture d avoir; facture rectificative; piece; document; note d honoraires; facture de vente; la facture; l avoir; facture commerciale; note",
    "it": "fattura; nota di credito; nota credito; documento; parcella; fattura accompagnatoria; fattura immediata; fattura differita; ricevuta; fattura di vendita; nota",
    "es": "factura; nota de credito; nota de abono; abono; factura rectificativa; la factura; documento; factura de abono; factura simplificada; nota de cargo; rectificativa; factura de venta",
    "nl": "factuur; creditnota; creditfactuur; nota; verkoopfactuur; eindfactuur; rekening; document",
    "sv": "faktura; kreditfaktura; kreditnota; dokument; samlingsfaktura; delfaktura; slutfaktura; rakning",
    "da": "faktura; kreditnota; regning; kreditfaktura; bilag; dokument; slutfaktura; salgsfaktura",
    "fi": "lasku; hyvityslasku; laskun; hyvityslaskun; tosite",
    "pt": "fatura; nota de credito; factura; fatura recibo; documento; fatura simplificada; recibo",
    "pl": "faktura; faktury; faktura vat; faktury vat; faktura korygujaca; faktury korygujacej; korekta; dokument; dokumentu",
    "cs": "faktura; faktury; dobropis; dobropisu; danovy doklad; danoveho dokladu; doklad; dokladu; opravny danovy doklad",
}
"""What a document calls itself, by language, for terms composed with `PATTERNS`."""

ORDERS: dict[str, str] = {
    "en": "purchase order; your order; customer order; order; your purchase order; buyer order; client order; p o; po",
    "de": "bestellung; ihre bestellung; ihrer bestellung; kundenbestellung; ihr auftrag",
    "fr": "commande; votre commande; bon de commande; la commande; votre bon de commande",
    "it": "ordine; vostro ordine; vs ordine; ordine cliente; ordine di acquisto; ordine d acquisto; vs ord",
    "es": "pedido; su pedido; orden de compra; pedido cliente; pedido de compra; orden; s pedido; pedido de cliente",
    "nl": "bestelling; uw bestelling; uw order; inkooporder; order; bestel; uw bestel; bestelbon; inkoop",
    "sv": "order; er order; ert order; bestallning; er bestallning; inkopsorder; bestallnings; ert bestallnings; kundorder; inkops",
    "da": "ordre; deres ordre; indkobsordre; bestilling; rekvisition; innkjopsordre; kundeordre; deres bestilling; jeres ordre; din ordre; bestillings",
    "fi": "tilaus; tilauksen; ostotilaus; ostotilauksen; tilauksenne; asiakkaan tilaus",
    "pt": "encomenda; sua encomenda; vossa encomenda; nota de encomenda; ordem de compra; pedido; v encomenda; pedido de compra",
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
        "number": "{} nr; nr {}; nr de {}; nr d {}; nr de la {}; nr de l {}; reference {}; ref {}; reference de {}",
        "date": "date {}; date de {}; date d {}; date de la {}; date de l {}; {} du; {} en date du",
    },
    "it": {
        "number": "{} nr; nr {}; numero {}; nr di {}; rif {}; nr della {}; riferimento {}; nr del {}",
        "date": "data {}; data della {}; data di {}; {} del; data del {}",
    },
    "es": {
        "number": "{} nr; nr {}; nr de {}; nr de la {}; ref {}; referencia {}; nr del {}; referencia de {}; codigo {}",
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
    "pl": {"number": "{} nr; nr {}; numer {}", "date": "data {}; data wystawienia {}; {} z dnia; z dnia"},
    "cs": {
        "number": "{} c; cislo {}; c {}; {} cislo",
        "date": "datum {}; datum vystaveni {}; {} ze dne; ze dne",
    },
}
"""How number and date are said of a document, by language; `{}` is the noun."""

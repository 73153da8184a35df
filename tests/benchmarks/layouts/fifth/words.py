"""The words of the fifth set, by language: alternatives are parted by bars."""

_TEXT = """
[de]
title=Rechnung|RECHNUNG|Schlussrechnung|Abrechnung|Faktura
credit=Gutschrift|Rechnungskorrektur|Stornorechnung
number=Rechnungsnummer|Rechnung Nr.|Re.-Nr.|Belegnummer|Rg-Nr.
date=Rechnungsdatum|Datum|Ausstellungsdatum|Belegdatum|Rechnung vom
due=Zahlbar bis|Fällig am|Fälligkeit|Zahlungsziel|Bitte überweisen bis
due_text=Bitte überweisen Sie {a} bis zum {d} auf unser Konto.|Der Betrag ist am {d} fällig.
terms=Zahlbar innerhalb von {n} Tagen netto|{n} Tage ohne Abzug
po=Ihre Bestellung|Bestell-Nr.|Ihre Bestellnummer|Kundenbestellung|Auftragsnr. Kunde
custno=Kundennummer|Kd.-Nr.|Debitor
delivno=Lieferschein|Lieferschein-Nr.
delivdate=Lieferdatum|Leistungsdatum|Versanddatum
orddate=Bestelldatum|Auftrag vom
period=Leistungszeitraum|Abrechnungszeitraum
contact=Bearbeiter|Ansprechpartner|Sachbearbeiter
billto=Rechnungsempfänger|Rechnung an|Kunde|Auftraggeber
shipto=Lieferadresse|Lieferung an|Warenempfänger
vatid=USt-IdNr.|USt-ID|UID|Umsatzsteuer-ID
yourvat=Ihre USt-IdNr.|USt-IdNr. Kunde
account=Kontoverbindung|Bankverbindung
carry=Übertrag|Zwischensumme Seite
page=Seite {n} von {m}
pos=Pos.|Nr.
text=Leistung|Bezeichnung|Artikel|Beschreibung
code=Art.-Nr.|Artikel-Nr.
qty=Menge|Anzahl
unit=Einheit|ME
price=Einzelpreis|E-Preis|Preis/Einh.|EP
disc=Rabatt %|Rab.
rate=USt.|MwSt %|Steuersatz
lnet=Gesamt|Betrag|Gesamtpreis|GP
subtotal=Summe Positionen|Zwischensumme|Warenwert
allowance=abzgl. Nachlass|Rabatt|Treuebonus
charge=Fracht und Verpackung|Versandkosten|Energiezuschlag
net=Nettobetrag|Summe netto|Netto|Rechnungsbetrag netto
vat=Umsatzsteuer {r}|MwSt. {r}|zzgl. {r} USt|{r} MwSt. auf {b}
base=Nettobetrag|Bemessungsgrundlage
tax=Steuerbetrag|USt-Betrag
gross=Gesamtbetrag|Rechnungsbetrag|Bruttobetrag|Endbetrag|Summe brutto
prepaid=abzgl. Anzahlung vom {d}|Bereits bezahlt|Geleistete Abschläge
payable=Zu zahlen|Restbetrag|Noch zu zahlender Betrag|Zahlbetrag
rounding=Rundung|Rundungsdifferenz
reverse=Steuerschuldnerschaft des Leistungsempfängers gemäß § 13b UStG
euzero=Steuerfreie innergemeinschaftliche Lieferung
thanks=Wir danken für Ihren Auftrag.|Vielen Dank für Ihr Vertrauen.
corrects=zur Rechnung|Originalrechnung
units=Stk|Std|kg|m²|Pauschal|lfm
[en]
title=Invoice|TAX INVOICE|Bill|VAT Invoice|Final invoice
credit=Credit note|CREDIT MEMO|Credit
number=Invoice number|Invoice #|Inv. no.|Document no.|Bill number
date=Invoice date|Date|Date of issue|Tax point|Issued
due=Due date|Payment due|Pay by|Due|Please pay by
due_text=Please pay {a} by {d} to the account below.|This bill falls due on {d}.
terms=Payment within {n} days|Terms: net {n} days
po=Your PO|Purchase order|PO number|Customer PO|Your order no.
custno=Customer ID|Account no.|Client code
delivno=Delivery note|Despatch note
delivdate=Delivery date|Despatched|Date of supply
orddate=Order date|Ordered
period=Billing period|Period
contact=Account manager|Contact|Your adviser
billto=Bill to|Invoice to|Customer|Billed to
shipto=Ship to|Deliver to|Delivery address
vatid=VAT no.|VAT Reg No|VAT ID
yourvat=Your VAT no.|Customer VAT no.
account=Bank details|Pay to
carry=Carried forward|Balance c/f
page=Page {n} of {m}
pos=#|Item
text=Description|Details|Service|Particulars
code=SKU|Code|Part no.
qty=Qty|Quantity|Units
unit=Unit|UoM
price=Unit price|Rate|Price each|Price
disc=Disc %|Discount
rate=VAT|VAT %|Tax rate
lnet=Amount|Total|Net amount|Line total
subtotal=Subtotal|Items total|Goods total
allowance=Less discount|Loyalty discount|Trade discount
charge=Carriage|Shipping & handling|Fuel surcharge
net=Net total|Total excl. VAT|Taxable amount|Net
vat=VAT {r}|VAT @ {r}|VAT {r} on {b}
base=Net|Taxable
tax=VAT amount|Tax
gross=Total|Invoice total|Total incl. VAT|Grand total
prepaid=Deposit received {d}|Less paid|Payments received
payable=Amount due|Balance due|To pay|Please pay
rounding=Rounding
reverse=Reverse charge: customer to account for VAT
euzero=Zero-rated intra-community supply
thanks=Thank you for your business.|We appreciate your custom.
corrects=Original invoice|Credits invoice
units=ea|hrs|kg|days|boxes|m
[fr]
title=Facture|FACTURE|Facture de solde|Note d'honoraires|Relevé de facture
credit=Avoir|Facture d'avoir|Note de crédit
number=N° facture|Facture n°|Numéro|Référence facture|N° de pièce
date=Date|Date de facture|Émise le|Date d'émission|Le
due=Échéance|À régler avant le|Date limite de paiement|Payable le|À payer au plus tard le
due_text=Merci de régler {a} avant le {d}.|Le montant est payable au {d}.
terms=Paiement à {n} jours|Règlement sous {n} jours
po=Votre commande|N° commande|Bon de commande|Réf. commande client|V/commande
custno=N° client|Code client|Compte client
delivno=Bon de livraison|BL n°
delivdate=Date de livraison|Livré le|Date de prestation
orddate=Date de commande|Commandé le
period=Période|Période de facturation
contact=Votre conseiller|Contact|Suivi par
billto=Facturé à|Client|Adresse de facturation|Destinataire
shipto=Livré à|Adresse de livraison|Lieu de livraison
vatid=N° TVA|TVA intracom.|Identifiant TVA
yourvat=Votre n° TVA|TVA client
account=Coordonnées bancaires|Domiciliation
carry=À reporter|Report
page=Page {n} sur {m}
pos=N°|Ligne
text=Désignation|Prestation|Libellé|Article
code=Réf.|Référence
qty=Qté|Quantité|Nombre
unit=Unité|U.
price=P.U. HT|Prix unitaire|PU
disc=Remise %|Rem.
rate=TVA|Taux|TVA %
lnet=Montant HT|Total HT|Montant
subtotal=Sous-total|Total lignes|Total marchandises
allowance=Remise commerciale|Remise fidélité|Escompte
charge=Frais de port|Participation aux frais d'envoi|Éco-contribution
net=Total HT|Total hors taxes|Montant net HT|Base HT
vat=TVA {r}|TVA à {r}|TVA {r} sur {b}
base=Base HT|Montant HT
tax=Montant TVA|TVA
gross=Total TTC|Montant TTC|Total toutes taxes comprises
prepaid=Acompte versé le {d}|Déjà réglé|Acomptes reçus
payable=Net à payer|Reste à payer|Solde dû|À payer
rounding=Arrondi
reverse=Autoliquidation de la TVA par le preneur
euzero=Exonération de TVA, livraison intracommunautaire
thanks=Nous vous remercions de votre confiance.|Merci de votre fidélité.
corrects=Facture d'origine|Annule la facture
units=pce|h|kg|forfait|m²|jour
[it]
title=Fattura|FATTURA|Fattura a saldo|Parcella|Fattura immediata
credit=Nota di credito|Nota di accredito|NOTA DI VARIAZIONE
number=Numero fattura|Fattura n.|N. documento|Numero|Nr. fatt.
date=Data fattura|Data|Data documento|Data emissione|del
due=Scadenza|Data scadenza|Da pagare entro il|Pagamento entro
due_text=Vi preghiamo di versare {a} entro il {d}.|L'importo scade il {d}.
terms=Pagamento a {n} giorni|Bonifico {n} gg data fattura
po=Vostro ordine|Ordine cliente|Rif. Vs. ordine|N. ordine d'acquisto
custno=Codice cliente|Cod. cli.|Cliente n.
delivno=DDT n.|Documento di trasporto
delivdate=Data consegna|Consegnato il
orddate=Data ordine|Ordinato il
period=Periodo|Periodo di fatturazione
contact=Referente|Agente
billto=Destinatario|Spett.le|Intestatario|Fatturare a
shipto=Luogo di consegna|Destinazione merce
vatid=P. IVA|Partita IVA|P.IVA
yourvat=P. IVA cliente|Vs. P.IVA
account=Coordinate bancarie|Banca d'appoggio
carry=A riportare|Riporto
page=Pagina {n} di {m}
pos=Riga|N.
text=Descrizione|Prestazione|Articolo
code=Codice|Cod. art.
qty=Q.tà|Quantità
unit=U.M.|UM
price=Prezzo|Prezzo unitario|P. unit.
disc=Sconto %|Sc. %
rate=IVA|% IVA|Aliquota
lnet=Importo|Totale|Imponibile riga
subtotal=Totale righe|Totale merce|Subtotale
allowance=Sconto|Sconto incondizionato|Abbuono
charge=Spese di trasporto|Spese imballo|Contributo CONAI
net=Imponibile|Totale imponibile|Totale netto
vat=IVA {r}|Imposta {r}|IVA {r} su {b}
base=Imponibile
tax=Imposta|Importo IVA
gross=Totale fattura|Totale documento|Totale ivato|Totale
prepaid=Acconto del {d}|Già versato|Acconti
payable=Netto a pagare|Saldo da pagare|Da pagare|Totale da pagare
rounding=Arrotondamento
reverse=Inversione contabile art. 17 DPR 633/72
euzero=Operazione non imponibile art. 41 D.L. 331/93
thanks=Grazie per la fiducia accordataci.
corrects=Rif. fattura|A storno della fattura
units=pz|ore|kg|corpo|mq|gg
[es]
title=Factura|FACTURA|Factura final|Factura de servicios|Minuta
credit=Factura rectificativa|Nota de abono|Abono
number=Factura nº|Número de factura|N.º factura|Núm.|Nº documento
date=Fecha|Fecha factura|Fecha de expedición|Emitida el
due=Vencimiento|Fecha de vencimiento|Pagar antes del|Fecha límite de pago
due_text=Rogamos abonen {a} antes del {d}.|El importe vence el {d}.
terms=Pago a {n} días|Transferencia a {n} días fecha factura
po=Su pedido|Pedido cliente|N.º de pedido|Orden de compra|S/Ref. pedido
custno=N.º cliente|Código cliente|Cuenta
delivno=Albarán|Nº albarán
delivdate=Fecha de entrega|Entregado
orddate=Fecha de pedido|Pedido de fecha
period=Periodo de facturación|Período
contact=Comercial|Atendido por
billto=Facturar a|Cliente|Destinatario|Datos del cliente
shipto=Enviar a|Dirección de entrega
vatid=NIF|CIF|NIF-IVA
yourvat=NIF cliente|Su NIF
account=Datos bancarios|Cuenta de abono
carry=Suma y sigue|Suma anterior
page=Página {n} de {m}
pos=Lín.|Nº
text=Concepto|Descripción|Detalle
code=Ref.|Código
qty=Cant.|Cantidad|Uds.
unit=Ud.|Unidad
price=Precio|Precio ud.|P. unitario
disc=Dto. %|% Dto
rate=IVA|% IVA|Tipo
lnet=Importe|Total|Neto
subtotal=Suma|Suma de importes|Total bruto
allowance=Descuento|Dto. comercial|Bonificación
charge=Portes|Gastos de envío|Embalajes
net=Base imponible|Total sin IVA|Neto
vat=IVA {r}|Cuota IVA {r}|IVA {r} s/ {b}
base=Base imponible|Base
tax=Cuota|Cuota IVA
gross=Total factura|Importe total|Total con IVA|TOTAL
prepaid=Anticipo del {d}|Entregado a cuenta|Pagos anteriores
payable=Total a pagar|Líquido a percibir|Pendiente de pago|A pagar
rounding=Redondeo
reverse=Inversión del sujeto pasivo
euzero=Entrega intracomunitaria exenta
thanks=Gracias por su confianza.
corrects=Rectifica a|Factura original
units=ud|h|kg|m2|mes|caja
[nl]
title=Factuur|FACTUUR|Eindfactuur|Nota|Verkoopfactuur
credit=Creditnota|Creditfactuur
number=Factuurnummer|Factuurnr.|Nummer|Nota nr.|Documentnr.
date=Factuurdatum|Datum|Opgemaakt op|Notadatum
due=Vervaldatum|Te betalen voor|Uiterste betaaldatum|Betalen vóór
due_text=Gelieve {a} uiterlijk {d} over te maken.|Het bedrag vervalt op {d}.
terms=Betaling binnen {n} dagen|Betaaltermijn {n} dagen
po=Uw bestelling|Inkoopordernummer|Uw ordernummer|Bestelnr. klant|Uw PO
custno=Klantnummer|Debiteurnr.|Relatienummer
delivno=Leverbon|Pakbonnr.
delivdate=Leverdatum|Geleverd op
orddate=Besteldatum|Orderdatum
period=Periode|Factuurperiode
contact=Contactpersoon|Behandeld door
billto=Factuuradres|Aan|Klant|Factuur aan
shipto=Afleveradres|Leveradres
vatid=BTW-nr.|Btw-nummer|BTW
yourvat=Uw btw-nummer|BTW-nr. klant
account=Bankgegevens|Rekening
carry=Over te brengen|Transport
page=Pagina {n} van {m}
pos=Regel|Nr.
text=Omschrijving|Artikel|Dienst
code=Artikelnr.|Code
qty=Aantal|Hoeveelheid
unit=Eenheid|Eh.
price=Prijs|Stukprijs|Prijs p/e
disc=Korting %|Kort.
rate=Btw|BTW %|Tarief
lnet=Bedrag|Totaal|Regelbedrag
subtotal=Totaal regels|Subtotaal|Goederentotaal
allowance=Korting|Af: korting|Klantenkorting
charge=Verzendkosten|Vrachtkosten|Dieseltoeslag
net=Totaal excl. btw|Nettobedrag|Netto|Totaal exclusief
vat=Btw {r}|{r} btw|BTW {r} over {b}
base=Grondslag|Over
tax=Btw-bedrag|Bedrag btw
gross=Totaal incl. btw|Factuurbedrag|Totaalbedrag|Totaal
prepaid=Aanbetaling {d}|Reeds betaald|Voorschotten
payable=Te betalen|Nog te voldoen|Saldo|Openstaand bedrag
rounding=Afronding
reverse=Btw verlegd
euzero=Intracommunautaire levering, 0% btw
thanks=Bedankt voor uw opdracht.
corrects=Betreft factuur|Oorspronkelijke factuur
units=st|uur|kg|m²|maand|doos
[sv]
title=Faktura|FAKTURA|Slutfaktura|Räkning
credit=Kreditfaktura|Kreditnota
number=Fakturanummer|Faktura nr|Fakturanr|Nummer
date=Fakturadatum|Datum|Utfärdad
due=Förfallodatum|Förfaller|Oss tillhanda senast|Betalas senast
due_text=Vänligen betala {a} senast {d}.|Beloppet förfaller den {d}.
terms=Betalningsvillkor {n} dagar netto|{n} dagar netto
po=Ert ordernummer|Inköpsorder|Er order|Beställningsnr
custno=Kundnummer|Kundnr
delivno=Följesedel|Följesedelsnr
delivdate=Leveransdatum|Utlevererad
orddate=Orderdatum|Beställd
period=Period|Faktureringsperiod
contact=Vår referens|Handläggare
billto=Faktureras|Kund|Fakturaadress|Köpare
shipto=Leveransadress|Godsmottagare
vatid=Momsreg.nr|VAT-nr|Momsregistreringsnummer
yourvat=Ert VAT-nr|Kundens momsreg.nr
account=Betalningsuppgifter|Bank
carry=Transport|Överföres
page=Sida {n} av {m}
pos=Rad|Pos
text=Benämning|Beskrivning|Tjänst
code=Artikelnr|Art.nr
qty=Antal|Kvantitet
unit=Enhet|Enh.
price=À-pris|Pris|Pris/enhet
disc=Rabatt %|Rab %
rate=Moms|Moms %
lnet=Belopp|Summa|Radsumma
subtotal=Delsumma|Summa artiklar|Varuvärde
allowance=Rabatt|Avgår rabatt|Bonus
charge=Frakt|Fakturaavgift|Expeditionsavgift
net=Summa exkl. moms|Netto|Nettobelopp|Belopp före moms
vat=Moms {r}|Moms {r} på {b}
base=Underlag|Netto
tax=Momsbelopp|Moms kr
gross=Summa inkl. moms|Totalt|Fakturabelopp|Totalsumma
prepaid=Avgår förskott {d}|Tidigare betalt|A conto
payable=Att betala|Kvar att betala|Summa att betala
rounding=Öresavrundning|Öresutjämning
reverse=Omvänd betalningsskyldighet
euzero=Momsfri unionsintern försäljning
thanks=Tack för din beställning.
corrects=Avser faktura|Krediterar faktura
units=st|tim|kg|m|mån|frp
[da]
title=Faktura|FAKTURA|Slutfaktura|Regning
credit=Kreditnota|Kreditering
number=Fakturanummer|Faktura nr.|Fakturanr.|Nr.
date=Fakturadato|Dato|Udstedt
due=Forfaldsdato|Betales senest|Sidste rettidige betaling|Forfalder
due_text=Beløbet {a} bedes indbetalt senest {d}.|Fakturaen forfalder den {d}.
terms=Netto {n} dage|Betaling inden {n} dage
po=Deres ordrenr.|Rekvisition|Indkøbsordre|Jeres ordre
custno=Kundenr.|Debitornr.
delivno=Følgeseddel|Følgeseddel nr.
delivdate=Leveringsdato|Leveret
orddate=Ordredato|Bestilt
period=Periode|Afregningsperiode
contact=Kontaktperson|Sagsbehandler
billto=Faktureres til|Kunde|Køber
shipto=Leveringsadresse|Leveres til
vatid=CVR-nr.|Momsnr.|CVR/SE-nr.
yourvat=Jeres CVR-nr.|Kundens CVR
account=Bankoplysninger|Konto
carry=Overføres|Transport
page=Side {n} af {m}
pos=Linje|Pos.
text=Beskrivelse|Varetekst|Ydelse
code=Varenr.|Vare
qty=Antal|Mængde
unit=Enhed|Enh.
price=Stk. pris|Pris|Enhedspris
disc=Rabat %|Rab.
rate=Moms|Moms %
lnet=Beløb|I alt|Linjetotal
subtotal=Varer i alt|Subtotal
allowance=Rabat|Fratrukket rabat
charge=Fragt|Miljøtillæg|Gebyr
net=I alt ekskl. moms|Nettobeløb|Momsgrundlag
vat=Moms {r}|{r} moms|Moms {r} af {b}
base=Grundlag|Netto
tax=Momsbeløb
gross=I alt inkl. moms|Total|Fakturatotal|Samlet beløb
prepaid=A conto betalt {d}|Forudbetalt|Allerede betalt
payable=At betale|Til betaling|Restbeløb
rounding=Øreafrunding
reverse=Omvendt betalingspligt
euzero=Momsfrit EU-varesalg
thanks=Tak for handlen.
corrects=Vedrører faktura|Krediterer faktura
units=stk|time|kg|m|md|ks
[nb]
title=Faktura|FAKTURA|Sluttfaktura|Regning
credit=Kreditnota|Kreditfaktura
number=Fakturanummer|Fakturanr.|Faktura nr.|Bilagsnr.
date=Fakturadato|Dato|Utstedt
due=Forfallsdato|Forfall|Betales innen|Betalingsfrist
due_text=Vennligst betal {a} innen {d}.|Fakturaen forfaller {d}.
terms=Netto {n} dager|Betalingsbetingelser {n} dager
po=Deres ordrenr.|Innkjøpsordre|Deres bestilling|Bestillingsnr.
custno=Kundenummer|Kundenr.
delivno=Pakkseddel|Følgeseddel
delivdate=Leveringsdato|Levert
orddate=Ordredato|Bestilt
period=Periode|Fakturaperiode
contact=Vår referanse|Saksbehandler
billto=Faktureres til|Kunde|Fakturamottaker
shipto=Leveringsadresse|Leveres til
vatid=Org.nr.|Foretaksregisteret|Organisasjonsnr.
yourvat=Deres org.nr.|Kundens org.nr.
account=Betalingsinformasjon|Bank
carry=Overføres|Transport
page=Side {n} av {m}
pos=Linje|Pos.
text=Beskrivelse|Tekst|Produkt
code=Varenr.|Artikkel
qty=Antall|Mengde
unit=Enhet|Enh.
price=Pris|Enhetspris|À pris
disc=Rabatt %|Rab.
rate=Mva|Mva %
lnet=Beløp|Sum|Linjesum
subtotal=Sum varer|Delsum
allowance=Rabatt|Fratrekk rabatt
charge=Frakt|Fakturagebyr|Miljøgebyr
net=Sum eks. mva|Netto|Nettobeløp|Avgiftsgrunnlag
vat=Mva {r}|Merverdiavgift {r}|Mva {r} av {b}
base=Grunnlag|Netto
tax=Mva-beløp
gross=Sum inkl. mva|Totalt|Fakturabeløp|Totalsum
prepaid=Forskudd betalt {d}|Tidligere innbetalt|Akonto
payable=Å betale|Til betaling|Restbeløp
rounding=Øreavrunding
reverse=Omvendt avgiftsplikt
euzero=Avgiftsfri omsetning
thanks=Takk for handelen.
corrects=Gjelder faktura|Krediterer faktura
units=stk|time|kg|m|mnd|eske
[fi]
title=Lasku|LASKU|Loppulasku
credit=Hyvityslasku|Hyvitys
number=Laskun numero|Laskunro|Laskunumero|Lasku nro
date=Laskun päivä|Päiväys|Laskupäivä|Päivämäärä
due=Eräpäivä|Maksettava viimeistään|Eräpvm
due_text=Pyydämme maksamaan {a} viimeistään {d}.|Lasku erääntyy {d}.
terms=Maksuehto {n} pv netto|{n} päivää netto
po=Tilausnumeronne|Ostotilaus|Tilausnro|Asiakkaan tilausnumero
custno=Asiakasnumero|Asiakasnro
delivno=Lähete|Lähetenro
delivdate=Toimituspäivä|Toimitettu
orddate=Tilauspäivä|Tilattu
period=Laskutuskausi|Ajanjakso
contact=Viitteemme|Yhteyshenkilö
billto=Laskutusosoite|Asiakas|Ostaja
shipto=Toimitusosoite|Vastaanottaja
vatid=ALV-numero|Y-tunnus/ALV|ALV nro
yourvat=Asiakkaan ALV-nro|ALV-tunnuksenne
account=Maksutiedot|Pankki
carry=Siirto|Siirretään
page=Sivu {n}/{m}
pos=Rivi|Nro
text=Kuvaus|Tuote|Nimike
code=Tuotenro|Koodi
qty=Määrä|Kpl
unit=Yksikkö|Yks.
price=Yksikköhinta|à-hinta|Hinta
disc=Ale %|Alennus %
rate=ALV %|ALV
lnet=Yhteensä|Summa|Veroton
subtotal=Rivit yhteensä|Välisumma
allowance=Alennus|Vähennetään alennus
charge=Rahti|Toimituskulut|Laskutuslisä
net=Veroton yhteensä|Veroton summa|Yhteensä ilman ALV
vat=ALV {r}|Arvonlisävero {r}|ALV {r} / {b}
base=Veroton|Veron peruste
tax=Vero|ALV-määrä
gross=Verollinen yhteensä|Yhteensä sis. ALV|Laskun loppusumma|Loppusumma
prepaid=Ennakkomaksu {d}|Maksettu aiemmin|Ennakot
payable=Maksettava|Maksettavaa|Maksettava yhteensä
rounding=Pyöristys
reverse=Käännetty verovelvollisuus
euzero=Veroton yhteisömyynti
thanks=Kiitos tilauksestanne.
corrects=Hyvitettävä lasku|Koskee laskua
units=kpl|h|kg|m|kk|ltk
[pt]
title=Fatura|FATURA|Fatura final|Factura
credit=Nota de crédito|NOTA DE CRÉDITO
number=Fatura n.º|Número da fatura|N.º documento|Nº
date=Data da fatura|Data|Data de emissão|Emitida em
due=Vencimento|Data de vencimento|Pagar até|Data limite de pagamento
due_text=Agradecemos o pagamento de {a} até {d}.|O valor vence em {d}.
terms=Pagamento a {n} dias|Pronto pagamento {n} dias
po=V/ encomenda|N.º encomenda|Nota de encomenda|Ordem de compra
custno=N.º cliente|Código de cliente
delivno=Guia de remessa|Guia n.º
delivdate=Data de entrega|Entregue em
orddate=Data da encomenda|Encomendado em
period=Período|Período de faturação
contact=Gestor de cliente|Contacto
billto=Cliente|Faturar a|Exmo.(s) Sr.(s)
shipto=Local de entrega|Entregar a
vatid=NIF|Contribuinte n.º|NIPC
yourvat=NIF do cliente|V/ contribuinte
account=Dados bancários|Conta
carry=A transportar|Transporte
page=Página {n} de {m}
pos=Linha|Nº
text=Descrição|Designação|Artigo
code=Código|Ref.
qty=Quant.|Qtd.|Quantidade
unit=Un.|Unid.
price=Preço unit.|Preço|P. unitário
disc=Desc. %|Desconto
rate=IVA|IVA %|Taxa
lnet=Valor|Total|Importância
subtotal=Soma|Total ilíquido|Subtotal
allowance=Desconto|Desconto comercial
charge=Portes|Despesas de envio
net=Total sem IVA|Valor líquido|Base tributável
vat=IVA {r}|IVA à taxa de {r}|IVA {r} s/ {b}
base=Incidência|Base
tax=Valor IVA|Imposto
gross=Total com IVA|Total do documento|Total geral|TOTAL
prepaid=Adiantamento de {d}|Já pago|Adiantamentos
payable=Total a pagar|Valor a pagar|Saldo em dívida
rounding=Arredondamento
reverse=IVA - autoliquidação
euzero=Isento artigo 14.º do RITI
thanks=Obrigado pela preferência.
corrects=Ref. à fatura|Anula a fatura
units=un|h|kg|m2|mês|cx
[pl]
title=Faktura VAT|FAKTURA|Faktura|Faktura końcowa
credit=Faktura korygująca|FAKTURA KORYGUJĄCA
number=Numer faktury|Faktura nr|Nr faktury|Nr dokumentu
date=Data wystawienia|Wystawiono dnia|Data faktury|Data
due=Termin płatności|Termin zapłaty|Zapłacić do|Płatne do
due_text=Prosimy o wpłatę {a} do dnia {d}.|Termin płatności upływa {d}.
terms=Płatność w ciągu {n} dni|Przelew {n} dni
po=Nr zamówienia|Zamówienie nr|Państwa zamówienie|Zamówienie klienta
custno=Nr klienta|Kod kontrahenta
delivno=WZ nr|Dokument WZ
delivdate=Data dostawy|Data sprzedaży|Data wykonania usługi
orddate=Data zamówienia|Zamówiono
period=Okres rozliczeniowy|Okres
contact=Opiekun klienta|Wystawił
billto=Nabywca|Odbiorca faktury|Kupujący
shipto=Odbiorca|Adres dostawy
vatid=NIP|NIP UE|Nr VAT UE
yourvat=NIP nabywcy|NIP
account=Rachunek bankowy|Bank
carry=Do przeniesienia|Z przeniesienia
page=Strona {n} z {m}
pos=Lp.|Lp
text=Nazwa towaru lub usługi|Nazwa|Opis
code=Kod|Indeks
qty=Ilość|Ilość
unit=J.m.|JM
price=Cena netto|Cena jedn.|Cena
disc=Rabat %|Rabat
rate=VAT|Stawka VAT|VAT %
lnet=Wartość netto|Netto|Wartość
subtotal=Suma pozycji|Razem pozycje
allowance=Rabat|Upust
charge=Koszt dostawy|Transport
net=Razem netto|Wartość netto|Suma netto
vat=VAT {r}|Podatek VAT {r}|VAT {r} od {b}
base=Netto|Podstawa
tax=Kwota VAT|VAT
gross=Razem brutto|Wartość brutto|Suma brutto|Ogółem
prepaid=Zaliczka z dnia {d}|Zapłacono|Wpłacona zaliczka
payable=Do zapłaty|Pozostało do zapłaty|Razem do zapłaty
rounding=Zaokrąglenie
reverse=Odwrotne obciążenie
euzero=Wewnątrzwspólnotowa dostawa towarów 0%
thanks=Dziękujemy za zakupy.
corrects=Do faktury|Koryguje fakturę
units=szt|godz|kg|m2|mies|op
[cs]
title=Faktura|FAKTURA - DAŇOVÝ DOKLAD|Daňový doklad|Konečná faktura
credit=Dobropis|Opravný daňový doklad
number=Číslo faktury|Faktura č.|Doklad číslo|Číslo dokladu
date=Datum vystavení|Vystaveno|Vystaveno dne|Datum
due=Datum splatnosti|Splatnost|Splatno dne|Uhraďte do
due_text=Prosíme o úhradu {a} do {d}.|Částka je splatná {d}.
terms=Splatnost {n} dní|Úhrada do {n} dnů
po=Objednávka č.|Číslo objednávky|Vaše objednávka
custno=Číslo zákazníka|Zákaznické č.
delivno=Dodací list|Dodací list č.
delivdate=Datum zdanitelného plnění|DUZP|Datum dodání
orddate=Datum objednávky|Objednáno
period=Zúčtovací období|Období
contact=Vyřizuje|Kontaktní osoba
billto=Odběratel|Zákazník|Fakturační adresa
shipto=Dodací adresa|Konečný příjemce
vatid=DIČ|DIČ dodavatele
yourvat=DIČ odběratele|Vaše DIČ
account=Bankovní spojení|Účet
carry=Převod|K převodu
page=Strana {n} z {m}
pos=Č.|Pol.
text=Označení dodávky|Popis|Položka
code=Kód|Katalog. č.
qty=Množství|Počet
unit=MJ|Jedn.
price=Cena za MJ|Jedn. cena|Cena
disc=Sleva %|Sleva
rate=DPH|Sazba DPH|% DPH
lnet=Celkem bez DPH|Cena celkem|Částka
subtotal=Součet položek|Mezisoučet
allowance=Sleva|Věrnostní sleva
charge=Doprava|Balné a poštovné
net=Základ daně|Celkem bez DPH|Cena bez DPH
vat=DPH {r}|Daň {r}|DPH {r} z {b}
base=Základ|Základ daně
tax=Daň|DPH
gross=Celkem s DPH|Cena celkem s DPH|Celková částka|Celkem
prepaid=Záloha ze dne {d}|Uhrazené zálohy|Již zaplaceno
payable=K úhradě|Zbývá uhradit|Celkem k úhradě
rounding=Zaokrouhlení
reverse=Daň odvede zákazník
euzero=Osvobozené dodání do jiného členského státu
thanks=Děkujeme za objednávku.
corrects=K faktuře č.|Původní doklad
units=ks|hod|kg|m2|měs|bal
"""


def _parsed() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for row in _TEXT.strip().splitlines():
        if row.startswith("["):
            lang = row.strip("[]")
            found[lang] = {}
        else:
            key, _, some = row.partition("=")
            found[lang][key] = some.split("|")
    return found


WORDS = _parsed()

# place: language, country, currencies, number forms, date forms, rates
PLACES: dict[str, tuple[str, str, str, str, str, str]] = {
    "de": ("de", "DE", "EUR", "1.234,56", "%d.%m.%Y|%-d. {G} %Y|%d.%m.%y", "19 7"),
    "at": ("de", "AT", "EUR", "1.234,56|1 234,56", "%d.%m.%Y|%-d. {G} %Y", "20 10"),
    "ch": ("de", "CH", "CHF", "1'234.56|1’234.56", "%d.%m.%Y|%-d. {G} %Y", "8.1 2.6"),
    "romandy": ("fr", "CH", "CHF|EUR", "1'234.56|1’234.56", "%d.%m.%Y|%-d {G} %Y", "8.1 2.6"),
    "gb": ("en", "GB", "GBP|EUR", "1,234.56", "%d/%m/%Y|%-d {G} %Y|%d %b %Y|%-d{th} {G} %Y", "20 5"),
    "us": ("en", "US", "USD", "1,234.56", "%m/%d/%Y|{G} %-d, %Y|%b %d, %Y", "8.25 6.5"),
    "in": ("en", "IN", "INR", "1,23,456.00", "%d-%m-%Y|%d-%b-%Y", "18 12"),
    "jp": ("en", "JP", "JPY", "1,234", "%Y/%m/%d|{G} %-d, %Y", "10 8"),
    "fr": ("fr", "FR", "EUR", "1 234,56|1\u202f234,56", "%d/%m/%Y|%-d {G} %Y|%d.%m.%y", "20 5.5"),
    "be": ("fr", "BE", "EUR", "1.234,56|1 234,56", "%d/%m/%Y|%-d {G} %Y", "21 6"),
    "it": ("it", "IT", "EUR", "1.234,56", "%d/%m/%Y|%-d {G} %Y|%d-%m-%Y", "22 10"),
    "es": ("es", "ES", "EUR", "1.234,56|1234,56", "%d/%m/%Y|%-d de {G} de %Y|%d-%m-%y", "21 10"),
    "nl": ("nl", "NL", "EUR", "1.234,56", "%d-%m-%Y|%-d {G} %Y|%d/%m/%Y", "21 9"),
    "flanders": ("nl", "BE", "EUR", "1.234,56|1 234,56", "%d/%m/%Y|%-d {G} %Y", "21 6"),
    "sv": ("sv", "SE", "SEK|EUR", "1 234,56|1\u202f234,56", "%Y-%m-%d|%-d {G} %Y|%Y%m%d", "25 12"),
    "da": ("da", "DK", "DKK", "1.234,56", "%d-%m-%Y|%-d. {G} %Y|%d.%m.%y", "25"),
    "nb": ("nb", "NO", "NOK", "1 234,56|1.234,56", "%d.%m.%Y|%-d. {G} %Y", "25 15"),
    "fi": ("fi", "FI", "EUR", "1 234,56", "%-d.%-m.%Y|%d.%m.%Y", "25.5 14"),
    "pt": ("pt", "PT", "EUR", "1.234,56|1 234,56", "%d-%m-%Y|%-d de {G} de %Y|%d/%m/%Y", "23 6"),
    "pl": ("pl", "PL", "PLN|EUR", "1 234,56|1234,56", "%d.%m.%Y|%Y-%m-%d|%-d {G} %Y", "23 8"),
    "cs": ("cs", "CZ", "CZK|EUR", "1 234,56", "%d.%m.%Y|%-d. %-m. %Y|%-d. {G} %Y", "21 12"),
}
LOCALES = {"us": "en_US", "nb": "nb_NO", "gb": "en_GB", "at": "de_AT"}

# Places: brands | legal forms | streets | towns
SELLERS: dict[str, tuple[str, str, str, str]] = {
    "de": ("Hallertau Energie|Brückner Bürotechnik|Sonnenhof Hotel|Kranich Logistik|Tellus Beratung|Wiesental Druck",
           "GmbH|AG|e.K.|GmbH & Co. KG|UG (haftungsbeschränkt)", "Am Lindenplatz|Mühlgasse|Hafenstraße",
           "86150 Augsburg|24103 Kiel|99084 Erfurt"),
    "at": ("Donautal Installationen|Alpenblick Gastronomie|Stieglmayr Metallbau", "GmbH|KG|e.U.",
           "Mariahilfer Gürtel|Kärntner Weg", "8010 Graz|4020 Linz|1060 Wien"),
    "ch": ("Gotthard Elektro|Säntis Informatik|Rhystrom Netze", "AG|GmbH", "Seestrasse|Bahnhofweg",
           "8808 Pfäffikon|9000 St. Gallen|3011 Bern"),
    "romandy": ("Lac Bleu Conseil|Imprimerie du Rhône|Vaud Transports", "SA|Sàrl", "Avenue de la Gare|Chemin du Lac",
                "1003 Lausanne|1201 Genève"),
    "gb": ("Harbourside Print|Otterbourne Telecom|Kestrel Freight|Bramley Court Hotel|Northgate Advisory",
           "Ltd|Limited|LLP|plc", "Quay Street|Mill Lane|Castle Road", "Bristol BS1 4DJ|Leith EH6 6QA|York YO1 7HH"),
    "us": ("Blue Mesa Software|Tidewater Plumbing|Cascadia Freight|Maple Row Staffing", "Inc.|LLC|Corp.|Co.",
           "Pine Street|Harbor Blvd", "Portland, OR 97205|Norfolk, VA 23510|Tempe, AZ 85281"),
    "in": ("Sahyadri Packaging|Deccan Cloud Services|Malabar Spices", "Pvt Ltd|Private Limited|LLP",
           "MG Road|Link Road", "Pune 411001|Kochi 682016"),
    "jp": ("Fujimi Precision|Aoyama Design|Minato Shipping", "K.K.|Co., Ltd.", "Nishi-Shinjuku|Minatomirai",
           "Tokyo 160-0023|Yokohama 220-0012"),
    "fr": ("Boulangerie des Halles|Cabinet Delorme|Énergie du Midi|Hôtel Beau Rivage|Fret Atlantique",
           "SARL|SAS|SA|EURL", "rue des Tanneurs|quai de la Fosse|place du Marché",
           "44000 Nantes|31000 Toulouse|59800 Lille"),
    "be": ("Ardenne Bois|Meuse Informatique|Atelier Sambre", "SRL|SA", "rue du Pont|chaussée de Namur",
           "4000 Liège|5000 Namur"),
    "it": ("Officine Brenta|Studio Legale Corsini|Albergo Miramare|Trasporti Adige|Energia Ligure",
           "S.r.l.|S.p.A.|S.n.c.|Sas", "Via dei Mille|Corso Garibaldi|Piazza Erbe",
           "35121 Padova|16121 Genova|38122 Trento"),
    "es": ("Talleres Ebro|Consultoría Alameda|Hotel Puerta del Mar|Fletes Cantábrico|Luz de Levante",
           "S.L.|S.A.|S.L.U.|S. Coop.", "Calle Mayor|Avda. del Puerto|Plaza Nueva",
           "50001 Zaragoza|29001 Málaga|46003 Valencia"),
    "nl": ("Polderkracht Energie|Van Rijswijk Transport|Grachten Advies|Duinzicht Hotel|De Drukkerij Zuid",
           "B.V.|N.V.|V.O.F.", "Keizerslaan|Havenweg|Molenstraat",
           "3011 AB Rotterdam|9711 LM Groningen|5611 EM Eindhoven"),
    "flanders": ("Scheldezicht Drukkerij|Kempen Bouw|Westhoek Brouwerij", "BV|NV", "Kerkstraat|Meir",
                 "2000 Antwerpen|8500 Kortrijk"),
    "sv": ("Norrsken Elnät|Björkviken Konsult|Fjällhotellet Åre|Mälarfrakt|Tallbackens Tryckeri", "AB|HB|Ek. för.",
           "Storgatan|Hamngatan|Kungsvägen", "903 26 Umeå|722 11 Västerås|371 34 Karlskrona"),
    "da": ("Lillebælt Energi|Havnens Transport|Bøgeskov Rådgivning|Vestkysten Tryk", "A/S|ApS|I/S",
           "Nørregade|Strandvejen|Havnegade", "7000 Fredericia|5000 Odense C|6700 Esbjerg"),
    "nb": ("Fjordkraft Service|Nordlys Regnskap|Kystfrakt|Dovre Hotell", "AS|ASA|ANS",
           "Storgata|Strandgata|Kirkeveien", "5003 Bergen|7011 Trondheim|9008 Tromsø"),
    "fi": ("Järvisuomen Sähkö|Kuusamon Kuljetus|Revontuli Konsultointi|Saimaan Paino", "Oy|Oyj|Ky|Tmi",
           "Rantakatu|Kauppakatu", "70100 Kuopio|53100 Lappeenranta|20100 Turku"),
    "pt": ("Águas do Mondego|Transportes Tejo|Gráfica da Ribeira|Hotel Costa Verde", "Lda.|S.A.|Unipessoal Lda",
           "Rua das Flores|Avenida da Liberdade", "3000-123 Coimbra|4050-262 Porto"),
    "pl": ("Energetyka Pomorska|Biuro Doradcze Sowa|Transport Karpaty|Drukarnia Stary Rynek",
           "Sp. z o.o.|S.A.|sp. k.", "ul. Długa|ul. Portowa|al. Lipowa", "80-831 Gdańsk|31-027 Kraków|61-772 Poznań"),
    "cs": ("Vltavská energetika|Tiskárna Pod Hradem|Beskydská doprava|Poradna Vinohrady", "s.r.o.|a.s.|spol. s r.o.",
           "Dlouhá|Nádražní|Husova", "602 00 Brno|301 00 Plzeň|110 00 Praha 1"),
}  # fmt: skip

BUYERS = ("Kestenholz Apparate AG|Ridgeway Clinics Ltd|Maison Perrault SAS|Ferrovie Lariane S.p.A.|"
          "Bodegas Arlanza S.L.|Zuiderpark Zorg B.V.|Västkustens Bygg AB|Lauenstein Pumpen GmbH|Skagen Fisk A/S|"
          "Oslofjord Bygg AS|Tampereen Konepaja Oy|Quinta do Vale Lda.|Huta Silesia S.A.|Moravská pila s.r.o.|"
          "Granite Peak Outfitters Inc.|Chettinad Textiles Pvt Ltd")  # fmt: skip

PEOPLE = "M. Albrecht|Joanna Reed|C. Fontaine|Paolo Riva|Lucía Soto|K. de Wit|Eva Lindh|T. Sørby|A. Nowak"

GOODS = {
    "de": "Grundgebühr Tarif Business|Arbeitspreis Strom Hochtarif|Projektleitung vor Ort|Palettentransport Kiel–Linz|"
          "Kopierpapier A4 80 g/m² holzfrei weiß|Wartung der Lüftungsanlage einschließlich Filterwechsel und Protokoll|"
          "Übernachtung Einzelzimmer|Flyer DIN lang, 4/4-farbig",
    "en": "Monthly line rental|Consultancy, senior adviser|Standing charge|Pallet delivery to Leith incl. tail lift|"
          "Double room, bed and breakfast|Business cards 400gsm|Annual maintenance of air handling units including "
          "filters and report|Cloud storage 2 TB",
    "fr": "Abonnement mensuel pro|Honoraires de conseil|Transport de palettes Nantes–Lyon|Chambre double, petit "
          "déjeuner compris|Impression de dépliants quadri recto verso sur papier couché 135 g|Maintenance annuelle|"
          "Pain de campagne 800 g",
    "it": "Canone mensile|Consulenza legale|Trasporto bancali Padova–Trento|Camera doppia con colazione|Stampa di "
          "pieghevoli a colori su carta patinata da 135 grammi|Manutenzione impianto|Quota fissa energia",
    "es": "Cuota mensual|Asesoría fiscal|Transporte de palés Zaragoza–Bilbao|Habitación doble con desayuno|Impresión "
          "de folletos a todo color en papel estucado de 135 gramos|Mantenimiento de equipos|Término de potencia",
    "nl": "Abonnement zakelijk|Advies senior|Pallettransport Rotterdam–Gent|Tweepersoonskamer met ontbijt|Drukwerk "
          "folders vierkleuren op gesatineerd papier 135 grams|Onderhoud installatie|Vastrecht",
    "sv": "Månadsavgift|Konsulttimme senior|Pallfrakt Umeå–Västerås|Dubbelrum med frukost|Tryckning av foldrar i "
          "fyrfärg på bestruket papper 135 gram|Service av ventilation|Elnätsavgift fast",
    "da": "Abonnement måned|Rådgivning, senior|Palletransport Odense–Esbjerg|Tryk af foldere i fire farver på "
          "bestrøget papir 135 gram|Serviceeftersyn|Nettarif",
    "nb": "Månedsavgift|Rådgivning, senior|Pallefrakt Bergen–Tromsø|Dobbeltrom med frokost|Trykking av brosjyrer i "
          "fire farger på bestrøket papir 135 gram|Service av anlegg|Nettleie fastledd",
    "fi": "Kuukausimaksu|Asiantuntijatyö|Lavakuljetus Kuopio–Turku|Esitteiden painatus nelivärisenä päällystetylle "
          "paperille 135 grammaa|Laitteiston huolto|Perusmaksu",
    "pt": "Mensalidade|Consultoria sénior|Transporte de paletes Porto–Lisboa|Quarto duplo com pequeno-almoço|Impressão "
          "de folhetos a quatro cores em papel couché de 135 gramas|Manutenção|Tarifa fixa de água",
    "pl": "Abonament miesięczny|Doradztwo, starszy konsultant|Transport palet Gdańsk–Kraków|Druk ulotek w pełnym "
          "kolorze na papierze kredowym 135 gramów|Przegląd instalacji|Opłata stała",
    "cs": "Měsíční paušál|Poradenství, senior|Doprava palet Brno–Plzeň|Tisk letáků čtyřbarevně na křídový papír 135 "
          "gramů oboustranně|Údržba zařízení|Stálý plat",
}  # fmt: skip

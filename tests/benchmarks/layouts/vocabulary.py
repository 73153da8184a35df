"""What invoices say in fourteen languages: labels with their alternatives, names, streets and goods.

Written for these layouts alone, not taken from the reader's own lists.
"""

_TEXT = {
    "de": """
invoice=Rechnung|RECHNUNG|Warenrechnung|Faktura
credit=Gutschrift|Rechnungskorrektur
number=Rechnungsnummer|Rechnungs-Nr|Rechnung-Nr.|Rechnungsnr.|Beleg-Nr.
cnumber=Gutschriftsnummer|Gutschrift-Nr.|Beleg-Nr.
date=Rechnungsdatum|Datum|Ausgestellt am|Belegdatum
due=Fällig am|Zahlbar bis|Zahlungsziel|Fälligkeitsdatum|Zahlung fällig
po=Ihre Bestellnummer|Bestellnummer|Ihr Auftrag|Ihre Bestell-Nr.|Bestellreferenz
custno=Kundennummer|Kunden-Nr.|Debitor
orddate=Bestelldatum|Auftragsdatum
delivdate=Lieferdatum|Leistungsdatum|Versanddatum
ourorder=Unsere Auftragsnummer|Auftrags-Nr.|Lieferschein-Nr.|Lieferschein
project=Projekt|Kostenstelle|Objekt
contact=Ansprechpartner|Sachbearbeiter|Bearbeiter
billto=Rechnung an|Rechnungsempfänger|Kunde|Rechnungsadresse|Auftraggeber
shipto=Lieferadresse|Lieferanschrift|Warenempfänger|Leistungsort
from=Rechnungssteller|Verkäufer|Lieferant|Absender
vatid=USt-IdNr.|USt-ID|UID|Umsatzsteuer-ID
yourvat=Ihre USt-IdNr.|USt-ID des Kunden
taxno=Steuernummer|St.-Nr.
desc=Bezeichnung|Artikel|Leistung|Beschreibung|Artikelbezeichnung
qty=Menge|Anzahl|Stück
unit=Einheit|ME|Einh.
price=Einzelpreis|Preis|E-Preis|Preis/Einh.
disc=Rabatt|Rab. %
rate=MwSt.|USt. %|St.-Satz
lnet=Gesamt|Betrag|Gesamtpreis|Nettobetrag|Summe
pos=Pos.|Nr.|Lfd.
code=Art.-Nr.|Artikelnr.
sub=Zwischensumme|Warenwert|Summe Positionen
allow=Rabatt|Nachlass|Treuerabatt
charge=Versandkosten|Fracht|Porto und Verpackung
net=Nettobetrag|Summe netto|Gesamt netto|Nettosumme
vat=USt. {r}|zzgl. {r} MwSt.|Mehrwertsteuer {r}|MwSt {r}
vatsum=Umsatzsteuer gesamt|MwSt. gesamt|Steuerbetrag
gross=Gesamtbetrag|Rechnungsbetrag|Gesamt brutto|Bruttobetrag|Endbetrag
prepaid=Bereits bezahlt|Abzüglich Anzahlung|Anzahlung
payable=Zu zahlen|Zahlbetrag|Offener Betrag|Noch zu zahlen
base=Netto|Bemessungsgrundlage
bank=Bankverbindung|Konto|Bank
terms=Zahlbar innerhalb von {d} Tagen ohne Abzug.|Zahlungsbedingung: {d} Tage netto|Bitte überweisen Sie den Betrag innerhalb von {d} Tagen.
skonto=Bei Zahlung bis {t} gewähren wir 2 % Skonto ({a}).|2 % Skonto bis {t}: {a}
page=Seite {p} von {n}|Blatt {p}/{n}
carry=Übertrag|Zwischensumme Seite
rc=Steuerschuldnerschaft des Leistungsempfängers (Reverse Charge).|Steuerfreie innergemeinschaftliche Lieferung.
prev=Saldo der letzten Rechnung {n} vom {t}: {a}|Offener Posten aus Rechnung {n}: {a}
corr=Zu Rechnung|Bezug: Rechnung
tel=Telefon|Tel.
reg=Amtsgericht {x}|HRB {x}|Geschäftsführerin: {m}
thanks=Vielen Dank für Ihren Auftrag.|Wir berechnen Ihnen wie vereinbart:
attn=z. Hd.|Zu Händen
units=Stk|Std|kg|m|Pkg
""",
    "en": """
invoice=Invoice|INVOICE|Tax Invoice|VAT Invoice
credit=Credit Note|CREDIT NOTE
number=Invoice number|Invoice No|Invoice #|Inv No.|Document number
cnumber=Credit note number|Credit note no.|Document number
date=Invoice date|Date|Date of issue|Issue date|Tax point
due=Due date|Payment due|Pay by|Due by|Payment due date
po=Your order no.|Purchase order|PO number|Customer order no.|Your PO
custno=Customer number|Account no|Customer ID|Account number
orddate=Order date|Ordered
delivdate=Delivery date|Despatch date|Date of supply
ourorder=Our order no.|Sales order|Delivery note|Job no.
project=Project|Site|Department
contact=Contact|Prepared by|Account manager
billto=Bill to|Invoice to|Customer|Billed to|Sold to
shipto=Deliver to|Ship to|Delivery address|Consignee
from=From|Supplier|Seller|Remit to
vatid=VAT number|VAT Reg No|VAT registration no.|VAT No.
yourvat=Your VAT number|Customer VAT no.
taxno=Company number|Company No.
desc=Description|Item|Details|Product|Goods or services
qty=Qty|Quantity|Units|No.
unit=Unit|UOM|Per
price=Unit price|Price|Rate|Each
disc=Disc %|Discount
rate=VAT %|VAT rate|VAT
lnet=Amount|Total|Line total|Net|Value
pos=#|Line|Item
code=Code|Part no.|SKU
sub=Subtotal|Goods total|Sub-total
allow=Discount|Less discount|Trade discount
charge=Carriage|Delivery|Shipping & handling
net=Net total|Total excl. VAT|Net amount|Total before VAT
vat=VAT @ {r}|VAT {r}|VAT at {r}
vatsum=Total VAT|VAT total|VAT
gross=Total|Invoice total|Total incl. VAT|Grand total|Gross total
prepaid=Paid on account|Deposit received|Amount paid|Less payments
payable=Amount due|Balance due|Total due|Please pay
base=Net|Goods value|Taxable
bank=Bank details|Payment details|Bank
terms=Payment terms: {d} days|Please pay within {d} days of the invoice date.|Terms: net {d} days
skonto=Pay {a} by {t} to take 2% early settlement discount.
page=Page {p} of {n}|Page {p}/{n}
carry=Carried forward|Subtotal this page
rc=Reverse charge: customer to account for VAT.|Zero-rated intra-community supply.
prev=Previous balance (invoice {n}, {t}): {a}|Balance brought forward from {n}: {a}
corr=Credit against invoice|Original invoice
tel=Tel|Phone
reg=Registered in England and Wales no. {x}|Registered office as above. Reg. {x}|Director: {m}
thanks=Thank you for your business.|As agreed we charge you:
attn=Attn:|For the attention of
units=pcs|hrs|kg|m|box
""",
    "us": """
invoice=INVOICE|Invoice|Sales Invoice
credit=CREDIT MEMO|Credit Memo
number=Invoice #|Invoice No.|Invoice Number|INVOICE NO
cnumber=Credit Memo #|Credit Memo No.
date=Date|Invoice Date|Date Issued
due=Due Date|Payment Due|Pay By|DUE
po=P.O. Number|PO #|Customer PO|P.O. No.
custno=Customer ID|Account #|Customer No.
orddate=Order Date|Date Ordered
delivdate=Ship Date|Date Shipped|Service Date
ourorder=Sales Order #|Work Order|Packing Slip
project=Project|Job|Location
contact=Sales Rep|Prepared By|Rep
billto=Bill To|BILL TO|Sold To|Customer
shipto=Ship To|SHIP TO|Deliver To
from=From|Remit To|Vendor
vatid=EIN|Tax ID|Federal Tax ID
yourvat=Customer Tax ID
taxno=License No.|State Reg.
desc=Description|Item Description|Services|Product
qty=Qty|Quantity|Hours|QTY
unit=Unit|U/M|UOM
price=Unit Price|Price|Rate|Price Each
disc=Discount|Disc %
rate=Tax|Tax %
lnet=Amount|Line Total|Extended|Total
pos=#|Item|Line
code=Item #|SKU|Part No.
sub=Subtotal|Sub Total|Merchandise
allow=Discount|Less Discount
charge=Shipping & Handling|Freight|Shipping
net=Taxable Subtotal|Net|Total Before Tax
vat=Sales Tax ({r})|Tax {r}|Sales Tax {r}
vatsum=Sales Tax|Tax|Total Tax
gross=Total|TOTAL|Invoice Total|Grand Total
prepaid=Payments/Credits|Deposit|Amount Paid
payable=Balance Due|Amount Due|BALANCE DUE|Total Due
base=Taxable
bank=Remittance|Wire Instructions|Bank
terms=Net {d}|Terms: Net {d}|Payment is due within {d} days.
skonto=2% discount if paid by {t}: pay {a}
page=Page {p} of {n}|Page {p}
carry=Page Subtotal|Balance Forward
rc=Resale certificate on file. Not subject to sales tax.
prev=Previous balance {a} (inv. {n}, {t})
corr=Applies To Invoice|Original Invoice
tel=Phone|Tel
reg=Contractor license {x}|Member BBB|Owner: {m}
thanks=Thank you for your business!|Make all checks payable to us.
attn=Attn:|ATTN
units=ea|hr|lb|ft|case
""",
    "fr": """
invoice=Facture|FACTURE|Facture de vente
credit=Avoir|AVOIR|Facture d'avoir
number=Facture n°|N° de facture|Numéro de facture|Numéro|N° facture
cnumber=Avoir n°|N° d'avoir|Numéro
date=Date de facture|Date|Date d'émission|Émise le|Date de facturation
due=Échéance|Date d'échéance|À régler avant le|Payable le|Date limite de paiement
po=Votre commande|N° de commande|Bon de commande|Réf. commande|Votre référence commande
custno=N° client|Code client|Numéro client
orddate=Date de commande|Commandé le
delivdate=Date de livraison|Livré le|Date de prestation
ourorder=Bon de livraison|Notre commande|BL n°
project=Chantier|Affaire|Projet
contact=Interlocuteur|Suivi par|Contact
billto=Facturé à|Client|Adresse de facturation|Destinataire
shipto=Livré à|Adresse de livraison|Lieu de livraison
from=Émetteur|Vendeur|Fournisseur
vatid=N° TVA|TVA intracommunautaire|N° TVA intracom.|Identifiant TVA
yourvat=Votre n° TVA|TVA client
taxno=SIRET|SIREN|RCS
desc=Désignation|Description|Libellé|Article
qty=Qté|Quantité|Nombre
unit=Unité|U.
price=Prix unitaire|P.U. HT|Prix unit. HT|PU
disc=Remise|Rem. %
rate=TVA|Taux TVA|% TVA
lnet=Montant HT|Total HT|Montant|Total
pos=N°|Pos.|Ligne
code=Référence|Réf.|Code
sub=Sous-total|Total lignes HT|Sous-total HT
allow=Remise|Remise commerciale|Rabais
charge=Frais de port|Transport|Port et emballage
net=Total HT|Montant HT|Total net HT|Base HT
vat=TVA {r}|TVA à {r}|T.V.A. ({r})
vatsum=Total TVA|Montant TVA|TVA
gross=Total TTC|Montant TTC|Total général TTC|Montant total TTC
prepaid=Acompte versé|Acompte|Déjà réglé
payable=Net à payer|Reste à payer|Solde à régler|Montant dû
base=Base HT|Montant HT
bank=Coordonnées bancaires|Banque|Domiciliation
terms=Paiement à {d} jours.|Règlement sous {d} jours date de facture.|Conditions : {d} jours net
skonto=Escompte de 2 % pour paiement avant le {t} : {a}
page=Page {p} sur {n}|Page {p}/{n}
carry=À reporter|Sous-total page
rc=Autoliquidation de la TVA.|Exonération de TVA, article 262 ter I du CGI.
prev=Solde antérieur facture {n} du {t} : {a}
corr=Facture d'origine|Relatif à la facture
tel=Tél.|Téléphone
reg=SAS au capital de 40 000 euros|RCS Lyon {x}|Gérant : {m}
thanks=Merci de votre confiance.|Nous vous facturons comme convenu :
attn=À l'attention de|Attn.
units=pce|h|kg|m|lot
""",
    "it": """
invoice=Fattura|FATTURA|Fattura di vendita
credit=Nota di credito|NOTA DI CREDITO
number=Fattura n.|Numero fattura|N. fattura|Numero documento|Fattura nr.
cnumber=Nota di credito n.|Numero documento
date=Data fattura|Data|Data documento|Data di emissione|Emessa il
due=Scadenza|Data di scadenza|Da pagare entro il|Scadenza pagamento
po=Vostro ordine|Ordine n.|N. ordine|Rif. ordine|Vs. ordine
custno=Codice cliente|Cod. cliente|N. cliente
orddate=Data ordine|Ordinato il
delivdate=Data consegna|Data di spedizione|Consegnato il
ourorder=DDT n.|Nostro ordine|Bolla n.
project=Commessa|Cantiere|Progetto
contact=Referente|Riferimento|Agente
billto=Fatturare a|Cliente|Intestatario|Destinatario
shipto=Luogo di consegna|Destinazione merce|Indirizzo di consegna
from=Cedente|Fornitore|Emittente
vatid=P. IVA|Partita IVA|P.IVA|Part. IVA
yourvat=P. IVA cliente|Vs. partita IVA
taxno=C.F.|Cod. Fisc.|REA
desc=Descrizione|Articolo|Descrizione dei beni
qty=Q.tà|Quantità|Qtà
unit=U.M.|UM
price=Prezzo unitario|Prezzo|Prezzo unit.
disc=Sconto|Sc. %
rate=IVA|Aliquota|% IVA
lnet=Importo|Totale|Importo netto|Totale riga
pos=N.|Riga|Pos.
code=Codice|Cod. art.
sub=Totale merce|Subtotale|Totale righe
allow=Sconto|Sconto commerciale|Abbuono
charge=Spese di trasporto|Trasporto|Spese di spedizione
net=Imponibile|Totale imponibile|Netto|Totale netto
vat=IVA {r}|I.V.A. {r}|Imposta {r}
vatsum=Totale IVA|Imposta|IVA
gross=Totale fattura|Totale documento|Totale|Totale lordo
prepaid=Acconto|Acconto versato|Già pagato
payable=Netto a pagare|Totale da pagare|Da pagare|Saldo da pagare
base=Imponibile
bank=Coordinate bancarie|Banca|Banca d'appoggio
terms=Pagamento a {d} giorni data fattura|Pagamento entro {d} giorni.|Bonifico bancario {d} gg
skonto=Sconto 2 % per pagamento entro il {t}: {a}
page=Pagina {p} di {n}|Pag. {p}/{n}
carry=A riportare|Riporto
rc=Inversione contabile, art. 17 DPR 633/72.|Operazione non imponibile art. 41 DL 331/93.
prev=Saldo precedente fattura {n} del {t}: {a}
corr=Rif. fattura|Fattura di origine
tel=Tel.|Telefono
reg=Capitale sociale € 50.000 i.v.|R.E.A. {x}|Amministratore: {m}
thanks=Grazie per la fiducia.|Vi addebitiamo quanto segue:
attn=Alla c.a.|c.a.
units=pz|h|kg|m|conf
""",
    "es": """
invoice=Factura|FACTURA|Factura de venta
credit=Factura rectificativa|Abono|Nota de abono
number=Factura n.º|Nº de factura|Número de factura|Factura nº|Nº factura
cnumber=Abono n.º|Nº de abono|Número
date=Fecha de factura|Fecha|Fecha de emisión|Fecha factura
due=Vencimiento|Fecha de vencimiento|Pagar antes del|Fecha límite de pago
po=Su pedido|Nº de pedido|Pedido n.º|Orden de compra|Ref. pedido
custno=Nº de cliente|Código cliente|Cliente nº
orddate=Fecha de pedido|Fecha del pedido
delivdate=Fecha de entrega|Entregado el|Fecha de servicio
ourorder=Albarán|Nuestro pedido|Albarán nº
project=Obra|Proyecto|Expediente
contact=Contacto|Atendido por|Comercial
billto=Facturar a|Cliente|Datos del cliente|Destinatario
shipto=Lugar de entrega|Dirección de entrega|Enviar a
from=Emisor|Proveedor|Vendedor
vatid=NIF|CIF|NIF-IVA|N.I.F.
yourvat=NIF del cliente|Su NIF
taxno=Reg. Mercantil|Inscripción
desc=Descripción|Concepto|Artículo|Detalle
qty=Cantidad|Cant.|Uds.
unit=Unidad|Ud.
price=Precio unitario|Precio|P. unitario
disc=Dto. %|Descuento
rate=IVA|% IVA|Tipo IVA
lnet=Importe|Total|Importe neto|Subtotal
pos=Nº|Línea|Pos.
code=Código|Ref.
sub=Subtotal|Suma|Importe bruto líneas
allow=Descuento|Dto. comercial|Rappel
charge=Portes|Gastos de envío|Transporte
net=Base imponible|Total sin IVA|Importe neto|Total neto
vat=IVA {r}|I.V.A. {r}|Cuota IVA {r}
vatsum=Total IVA|Cuota IVA|IVA
gross=Total factura|Total con IVA|Importe total|TOTAL
prepaid=Anticipo|Pagado a cuenta|Entrega a cuenta
payable=Total a pagar|Importe pendiente|A pagar|Pendiente de pago
base=Base imponible|Base
bank=Datos bancarios|Banco|Cuenta bancaria
terms=Pago a {d} días fecha factura|Plazo de pago: {d} días|Pagadero en {d} días.
skonto=Descuento pronto pago 2 % hasta {t}: {a}
page=Página {p} de {n}|Pág. {p}/{n}
carry=Suma y sigue|A trasladar
rc=Inversión del sujeto pasivo.|Entrega intracomunitaria exenta, art. 25 LIVA.
prev=Saldo anterior factura {n} de {t}: {a}
corr=Factura rectificada|Factura original
tel=Tel.|Teléfono
reg=Inscrita en el Registro Mercantil, hoja {x}|Administradora: {m}
thanks=Gracias por su confianza.|Le facturamos lo siguiente:
attn=A la atención de|Att.
units=ud|h|kg|m|caja
""",
    "nl": """
invoice=Factuur|FACTUUR|Verkoopfactuur
credit=Creditfactuur|Creditnota
number=Factuurnummer|Factuurnr.|Factuur nr.|Nummer
cnumber=Creditnummer|Creditnotanummer|Factuurnummer
date=Factuurdatum|Datum|Datum factuur|Uitgiftedatum
due=Vervaldatum|Te betalen voor|Betalen vóór|Uiterste betaaldatum
po=Uw ordernummer|Uw bestelnummer|Inkoopordernummer|Uw order|PO-nummer
custno=Klantnummer|Debiteurnummer|Klantnr.
orddate=Orderdatum|Besteldatum
delivdate=Leverdatum|Datum levering|Verzenddatum
ourorder=Onze order|Pakbon|Pakbonnummer
project=Project|Werk|Kenmerk
contact=Contactpersoon|Behandeld door|Verkoper
billto=Factuuradres|Aan|Klant|Afnemer
shipto=Afleveradres|Leveradres|Bezorgadres
from=Leverancier|Verkoper|Afzender
vatid=Btw-nummer|BTW-nr.|Btw-id|BTW nr
yourvat=Uw btw-nummer|Btw-nr. klant
taxno=KvK|KvK-nummer
desc=Omschrijving|Artikel|Beschrijving|Product
qty=Aantal|Hoeveelheid
unit=Eenheid|Eenh.
price=Prijs|Stuksprijs|Prijs per stuk|Tarief
disc=Korting|Kort. %
rate=Btw|Btw %|BTW-tarief
lnet=Bedrag|Totaal|Netto|Regeltotaal
pos=Nr.|Regel|Pos.
code=Artikelnr.|Code
sub=Subtotaal|Goederenbedrag|Totaal regels
allow=Korting|Klantkorting
charge=Verzendkosten|Vracht|Transportkosten
net=Totaal excl. btw|Nettobedrag|Totaal netto|Bedrag excl. btw
vat=Btw {r}|BTW {r}|Btw hoog ({r})
vatsum=Totaal btw|Btw-bedrag|BTW
gross=Totaal incl. btw|Factuurbedrag|Totaalbedrag|Totaal
prepaid=Reeds voldaan|Aanbetaling|Vooruitbetaald
payable=Te betalen|Openstaand bedrag|Nog te voldoen|Te voldoen
base=Grondslag|Excl. btw
bank=Bankgegevens|Bank|Rekening
terms=Betaling binnen {d} dagen na factuurdatum.|Betalingstermijn: {d} dagen|Wij verzoeken u binnen {d} dagen te betalen.
skonto=2 % betalingskorting bij betaling voor {t}: {a}
page=Pagina {p} van {n}|Blad {p}/{n}
carry=Transport|Subtotaal pagina
rc=Btw verlegd.|Intracommunautaire levering, 0 % btw.
prev=Openstaand saldo factuur {n} van {t}: {a}
corr=Betreft factuur|Oorspronkelijke factuur
tel=Tel.|Telefoon
reg=KvK Utrecht {x}|Op al onze leveringen zijn onze voorwaarden van toepassing|Directeur: {m}
thanks=Dank voor uw opdracht.|Wij brengen u in rekening:
attn=T.a.v.|Ter attentie van
units=st|uur|kg|m|doos
""",
    "sv": """
invoice=Faktura|FAKTURA
credit=Kreditfaktura|KREDITFAKTURA
number=Fakturanummer|Fakturanr|Faktura nr|Fakturanr.
cnumber=Kreditfakturanummer|Fakturanummer|Fakturanr
date=Fakturadatum|Datum|Utfärdad
due=Förfallodatum|Förfallodag|Betalas senast|Oss tillhanda senast
po=Ert ordernummer|Er order|Inköpsordernummer|Ert beställningsnummer|Er beställning
custno=Kundnummer|Kundnr|Kund nr
orddate=Orderdatum|Beställningsdatum
delivdate=Leveransdatum|Leveransdag|Utleveransdatum
ourorder=Vårt ordernummer|Följesedel|Följesedelsnr
project=Projekt|Objekt|Arbetsplats
contact=Vår referens|Säljare|Handläggare
billto=Faktureras|Kund|Fakturaadress|Faktura till
shipto=Leveransadress|Levereras till|Godsmottagare
from=Säljare|Leverantör|Avsändare
vatid=Momsreg.nr|VAT-nr|Momsregistreringsnummer|Moms reg.nr
yourvat=Ert VAT-nr|Kundens momsreg.nr
taxno=Org.nr|Organisationsnummer
desc=Benämning|Beskrivning|Artikel|Specifikation
qty=Antal|Kvantitet
unit=Enhet|Enh
price=À-pris|Pris|Styckpris|Pris/enhet
disc=Rabatt|Rabatt %
rate=Moms|Moms %
lnet=Belopp|Summa|Totalt|Radbelopp
pos=Rad|Nr|Pos
code=Artikelnr|Art.nr
sub=Delsumma|Summa varor|Summa rader
allow=Rabatt|Kundrabatt
charge=Frakt|Fraktavgift|Expeditionsavgift
net=Netto|Summa exkl. moms|Nettobelopp|Exkl. moms
vat=Moms {r}|Mervärdesskatt {r}|Varav moms {r}
vatsum=Moms totalt|Momsbelopp|Moms
gross=Totalt inkl. moms|Summa inkl. moms|Fakturabelopp|Totalbelopp
prepaid=Förskott|Erhållet a conto|Redan betalt
payable=Att betala|Belopp att betala|Summa att betala
base=Underlag|Netto
bank=Bankuppgifter|Bank|Betalning till
terms=Betalningsvillkor {d} dagar netto|Betalning inom {d} dagar.|{d} dagar netto
skonto=2 % kassarabatt vid betalning senast {t}: {a}
page=Sida {p} av {n}|Sid {p}/{n}
carry=Transport|Delsumma sida
rc=Omvänd betalningsskyldighet.|Unionsintern försäljning, 0 % moms.
prev=Ingående saldo faktura {n} {t}: {a}
corr=Avser faktura|Krediterar faktura
tel=Tel|Telefon
reg=Godkänd för F-skatt|Styrelsens säte {x}|VD: {m}
thanks=Tack för er beställning.|Vi debiterar enligt överenskommelse:
attn=Att:|Er referens
units=st|tim|kg|m|fp
""",
    "da": """
invoice=Faktura|FAKTURA
credit=Kreditnota|KREDITNOTA
number=Fakturanummer|Fakturanr.|Faktura nr.|Bilagsnr.
cnumber=Kreditnotanummer|Kreditnota nr.
date=Fakturadato|Dato|Udstedt
due=Forfaldsdato|Betalingsfrist|Betales senest|Forfald
po=Deres ordrenr.|Rekvisitionsnr.|Indkøbsordre|Jeres ordrenummer
custno=Kundenummer|Kundenr.|Debitornr.
orddate=Ordredato|Bestillingsdato
delivdate=Leveringsdato|Afsendelsesdato
ourorder=Vores ordrenr.|Følgeseddel|Følgeseddelnr.
project=Projekt|Sag|Sagsnr.
contact=Vores ref.|Sælger|Kontaktperson
billto=Faktureres til|Kunde|Faktureringsadresse
shipto=Leveringsadresse|Leveres til
from=Sælger|Leverandør|Afsender
vatid=CVR-nr.|Momsnr.|SE-nr.|CVR
yourvat=Deres CVR-nr.|Kundens momsnr.
taxno=Reg.nr.|P-nr.
desc=Beskrivelse|Varebeskrivelse|Tekst|Ydelse
qty=Antal|Mængde
unit=Enhed|Enh.
price=Enhedspris|Pris|Stk. pris
disc=Rabat|Rabat %
rate=Moms|Moms %
lnet=Beløb|I alt|Linjebeløb
pos=Linje|Nr.|Pos.
code=Varenr.|Nummer
sub=Subtotal|Varebeløb
allow=Rabat|Kunderabat
charge=Fragt|Forsendelse|Ekspeditionsgebyr
net=Nettobeløb|Total ekskl. moms|I alt ekskl. moms|Momspligtigt beløb
vat=Moms {r}|{r} moms|Moms ({r})
vatsum=Moms i alt|Momsbeløb|Moms
gross=Total inkl. moms|I alt inkl. moms|Fakturatotal|Total
prepaid=Forudbetalt|Aconto|Allerede betalt
payable=At betale|Til betaling|Skyldigt beløb|Beløb til betaling
base=Momsgrundlag|Netto
bank=Bankoplysninger|Bank
terms=Betalingsbetingelser: Netto {d} dage|Betales inden {d} dage.
skonto=2 % kontantrabat ved betaling senest {t}: {a}
page=Side {p} af {n}|Side {p}/{n}
carry=Transport|Overføres
rc=Omvendt betalingspligt.|EU-salg uden moms.
prev=Tidligere saldo faktura {n} af {t}: {a}
corr=Vedrører faktura|Oprindelig faktura
tel=Tlf.|Telefon
reg=Hjemsted {x}|Direktør: {m}
thanks=Tak for ordren.|Vi fakturerer efter aftale:
attn=Att.:|Att.
units=stk|time|kg|m|pk
""",
    "nb": """
invoice=Faktura|FAKTURA
credit=Kreditnota|KREDITNOTA
number=Fakturanummer|Fakturanr.|Faktura nr.
cnumber=Kreditnotanummer|Kreditnota nr.
date=Fakturadato|Dato|Utstedt
due=Forfallsdato|Betalingsfrist|Betales innen|Forfall
po=Deres ordrenr.|Innkjøpsordre|Bestillingsnr.|Deres bestilling
custno=Kundenummer|Kundenr.
orddate=Ordredato|Bestilt
delivdate=Leveringsdato|Levert
ourorder=Vårt ordrenr.|Pakkseddel|Følgeseddel
project=Prosjekt|Avdeling
contact=Vår ref.|Selger|Kontaktperson
billto=Faktureres|Kunde|Fakturaadresse
shipto=Leveringsadresse|Leveres til
from=Selger|Leverandør
vatid=MVA-nr.|Org.nr.|Foretaksregisteret
yourvat=Deres org.nr.|Kundens MVA-nr.
taxno=Bransjekode|Medlemsnr.
desc=Beskrivelse|Varetekst|Tjeneste
qty=Antall|Mengde
unit=Enhet|Enh.
price=Enhetspris|Pris
disc=Rabatt|Rabatt %
rate=MVA|MVA %
lnet=Beløp|Sum|Nettobeløp
pos=Linje|Nr.
code=Varenr.|Artikkelnr.
sub=Delsum|Sum varer
allow=Rabatt|Kunderabatt
charge=Frakt|Porto
net=Netto|Sum eks. MVA|Sum ekskl. mva|Avgiftspliktig beløp
vat=MVA {r}|{r} MVA|Merverdiavgift {r}
vatsum=Sum MVA|MVA-beløp|MVA
gross=Totalt inkl. MVA|Sum inkl. mva|Fakturabeløp|Totalsum
prepaid=Forskudd|Allerede betalt|A konto
payable=Å betale|Beløp å betale|Til betaling
base=Grunnlag|Netto
bank=Bankkonto|Bank
terms=Betalingsbetingelser: {d} dager netto|Betales innen {d} dager.
skonto=2 % kontantrabatt ved betaling innen {t}: {a}
page=Side {p} av {n}|Side {p}/{n}
carry=Transport|Overføres
rc=Omvendt avgiftsplikt.|Avgiftsfritt salg til utlandet.
prev=Tidligere saldo faktura {n} av {t}: {a}
corr=Gjelder faktura|Opprinnelig faktura
tel=Tlf.|Telefon
reg=Styreleder {x}|Daglig leder: {m}
thanks=Takk for handelen.|Vi fakturerer som avtalt:
attn=Att.|V/
units=stk|time|kg|m|pk
""",
    "pl": """
invoice=Faktura VAT|Faktura|FAKTURA
credit=Faktura korygująca|KOREKTA
number=Numer faktury|Nr faktury|Faktura nr|Faktura VAT nr
cnumber=Numer korekty|Nr dokumentu
date=Data wystawienia|Data faktury|Wystawiono
due=Termin płatności|Termin zapłaty|Płatne do
po=Numer zamówienia|Nr zamówienia|Państwa zamówienie|Zamówienie klienta
custno=Nr klienta|Numer klienta|Kod klienta
orddate=Data zamówienia|Zamówiono
delivdate=Data dostawy|Data sprzedaży|Data wykonania usługi
ourorder=Dokument WZ|WZ nr|Zlecenie
project=Projekt|Budowa
contact=Osoba kontaktowa|Opiekun klienta
billto=Nabywca|Kupujący|Płatnik
shipto=Adres dostawy|Odbiorca
from=Sprzedawca|Wystawca
vatid=NIP|NIP UE
yourvat=NIP nabywcy|Państwa NIP
taxno=REGON|KRS
desc=Nazwa towaru|Opis|Nazwa towaru lub usługi
qty=Ilość|Liczba
unit=J.m.|Jm
price=Cena netto|Cena jednostkowa|Cena jedn. netto
disc=Rabat|Rabat %
rate=Stawka VAT|VAT %|VAT
lnet=Wartość netto|Kwota netto|Wartość
pos=Lp.|Poz.
code=Kod|Indeks
sub=Suma pozycji|Razem pozycje
allow=Rabat|Upust
charge=Koszt dostawy|Transport
net=Razem netto|Suma netto|Wartość netto razem
vat=VAT {r}|Podatek VAT {r}
vatsum=Kwota VAT|Razem VAT|Podatek VAT
gross=Razem brutto|Wartość brutto|Suma brutto|Ogółem brutto
prepaid=Zapłacono|Zaliczka|Wpłacono
payable=Do zapłaty|Pozostało do zapłaty|Razem do zapłaty
base=Netto|Podstawa
bank=Bank|Rachunek bankowy
terms=Płatność w ciągu {d} dni.|Forma płatności: przelew {d} dni
skonto=Skonto 2 % przy zapłacie do {t}: {a}
page=Strona {p} z {n}|Str. {p}/{n}
carry=Do przeniesienia|Z przeniesienia
rc=Odwrotne obciążenie.|Wewnątrzwspólnotowa dostawa towarów, VAT 0 %.
prev=Saldo poprzedniej faktury {n} z {t}: {a}
corr=Dotyczy faktury|Do faktury nr
tel=Tel.|Telefon
reg=KRS {x}|Prezes: {m}
thanks=Dziękujemy za współpracę.|Zgodnie z umową obciążamy Państwa:
attn=Do rąk|Sz. P.
units=szt|godz|kg|m|op
""",
    "pt": """
invoice=Fatura|FATURA|Factura
credit=Nota de crédito|NOTA DE CRÉDITO
number=Fatura n.º|Número da fatura|N.º da fatura|Fatura nº
cnumber=Nota de crédito n.º|N.º do documento
date=Data da fatura|Data|Data de emissão|Emitida em
due=Vencimento|Data de vencimento|Data limite de pagamento|Pagar até
po=A sua encomenda|N.º de encomenda|V/ encomenda|Nota de encomenda
custno=N.º de cliente|Código de cliente
orddate=Data da encomenda|Encomendado em
delivdate=Data de entrega|Entregue em
ourorder=Guia de remessa|N/ encomenda
project=Obra|Projeto
contact=Contacto|Vendedor
billto=Cliente|Faturar a|Exmo.(s) Sr.(s)
shipto=Local de entrega|Morada de entrega|Local de descarga
from=Emitente|Fornecedor
vatid=NIF|NIPC|Contribuinte n.º
yourvat=V/ NIF|NIF do cliente
taxno=C.R.C.|Alvará
desc=Descrição|Designação|Artigo
qty=Quantidade|Qtd.
unit=Unid.|Un.
price=Preço unitário|Preço|Pr. Unit.
disc=Desc. %|Desconto
rate=IVA|Taxa IVA|IVA %
lnet=Valor|Total|Total líquido|Valor líquido
pos=N.º|Linha
code=Código|Ref.ª
sub=Subtotal|Total ilíquido|Mercadoria
allow=Desconto|Desconto comercial
charge=Portes|Despesas de envio|Transporte
net=Total líquido|Base tributável|Total sem IVA|Incidência
vat=IVA {r}|IVA ({r})
vatsum=Total IVA|Total do imposto|IVA
gross=Total com IVA|Total da fatura|Total do documento|Total
prepaid=Adiantamento|Já pago|Sinal
payable=Total a pagar|Valor a pagar|A pagar|Montante em dívida
base=Incidência|Base
bank=Dados bancários|Banco
terms=Pagamento a {d} dias|Condições de pagamento: {d} dias
skonto=Desconto de 2 % até {t}: {a}
page=Página {p} de {n}|Pág. {p}/{n}
carry=A transportar|Transporte
rc=IVA - autoliquidação.|Isento artigo 14.º do RITI.
prev=Saldo anterior fatura {n} de {t}: {a}
corr=Referente à fatura|Documento de origem
tel=Tel.|Telefone
reg=Capital social 50.000 euros|Matrícula {x}|Gerente: {m}
thanks=Obrigado pela preferência.|Debitamos conforme acordado:
attn=A/C|Ao cuidado de
units=un|h|kg|m|cx
""",
    "cs": """
invoice=Faktura|FAKTURA|Faktura - daňový doklad
credit=Dobropis|Opravný daňový doklad
number=Číslo faktury|Faktura č.|Faktura číslo|Číslo dokladu
cnumber=Číslo dokladu|Dobropis č.
date=Datum vystavení|Vystaveno|Datum faktury
due=Datum splatnosti|Splatnost|Splatné dne
po=Číslo objednávky|Objednávka č.|Vaše objednávka
custno=Číslo zákazníka|Kód odběratele
orddate=Datum objednávky|Objednáno
delivdate=Datum dodání|Datum zdanitelného plnění|DUZP
ourorder=Dodací list|Zakázka č.
project=Projekt|Stavba
contact=Vyřizuje|Kontaktní osoba
billto=Odběratel|Kupující|Zákazník
shipto=Dodací adresa|Místo dodání|Příjemce
from=Dodavatel|Prodávající
vatid=DIČ
yourvat=DIČ odběratele|Vaše DIČ
taxno=IČO|IČ
desc=Popis|Název|Položka|Označení dodávky
qty=Množství|Počet
unit=MJ|Jednotka
price=Cena za MJ|Jednotková cena|Cena/MJ
disc=Sleva|Sleva %
rate=DPH|Sazba DPH|DPH %
lnet=Celkem bez DPH|Cena celkem|Částka
pos=Č.|Pol.
code=Kód|Katalog. č.
sub=Mezisoučet|Součet položek
allow=Sleva|Množstevní sleva
charge=Doprava|Balné a poštovné
net=Základ daně|Celkem bez DPH|Součet bez DPH
vat=DPH {r}|Daň {r}
vatsum=DPH celkem|Celkem DPH|DPH
gross=Celkem s DPH|Celkem včetně DPH|Celková částka
prepaid=Záloha|Uhrazená záloha|Již uhrazeno
payable=K úhradě|Celkem k úhradě|Zbývá uhradit
base=Základ
bank=Banka|Bankovní spojení
terms=Splatnost {d} dní|Prosíme o úhradu do {d} dnů.
skonto=Skonto 2 % při platbě do {t}: {a}
page=Strana {p} z {n}|Str. {p}/{n}
carry=Převod|Mezisoučet strany
rc=Daň odvede zákazník (přenesená daňová povinnost).|Osvobozené dodání do jiného členského státu.
prev=Zůstatek faktury {n} ze dne {t}: {a}
corr=K faktuře|Původní faktura
tel=Tel.|Telefon
reg=Zapsáno v OR, oddíl C, vložka {x}|Jednatel: {m}
thanks=Děkujeme za spolupráci.|Fakturujeme Vám dle dohody:
attn=K rukám|Pro
units=ks|hod|kg|m|bal
""",
    "fi": """
invoice=Lasku|LASKU
credit=Hyvityslasku|HYVITYSLASKU
number=Laskun numero|Laskunumero|Lasku nro|Laskun nro
cnumber=Hyvityslaskun numero|Laskunumero
date=Laskun päiväys|Päiväys|Laskun pvm|Päivämäärä
due=Eräpäivä|Maksettava viimeistään|Erä pvm
po=Tilausnumeronne|Tilausnumero|Ostotilaus|Ostotilausnumero
custno=Asiakasnumero|Asiakasnro
orddate=Tilauspäivä|Tilattu
delivdate=Toimituspäivä|Toimitettu
ourorder=Lähete|Toimitusnumero
project=Projekti|Työmaa
contact=Yhteyshenkilö|Myyjä
billto=Laskutusosoite|Asiakas|Ostaja
shipto=Toimitusosoite|Vastaanottaja
from=Myyjä|Toimittaja
vatid=ALV-tunnus|ALV-numero|VAT-tunnus
yourvat=Ostajan ALV-tunnus|Asiakkaan ALV-tunnus
taxno=Y-tunnus|Kotipaikka
desc=Kuvaus|Tuote|Nimike|Selite
qty=Määrä|Kpl
unit=Yksikkö|Yks.
price=À-hinta|Yksikköhinta|Hinta
disc=Alennus|Ale %
rate=ALV|ALV %
lnet=Summa|Yhteensä|Veroton summa
pos=Rivi|Nro
code=Tuotekoodi|Koodi
sub=Välisumma|Rivit yhteensä
allow=Alennus|Asiakasalennus
charge=Rahti|Toimituskulut
net=Veroton yhteensä|Yhteensä ilman ALV|Netto|Veroton summa
vat=ALV {r}|Arvonlisävero {r}
vatsum=ALV yhteensä|Vero yhteensä|ALV
gross=Yhteensä sis. ALV|Verollinen yhteensä|Laskun summa|Loppusumma
prepaid=Ennakkomaksu|Maksettu
payable=Maksettava|Maksettavaa yhteensä|Maksettava yhteensä
base=Veroton|Veron peruste
bank=Pankki|Pankkiyhteys
terms=Maksuehto {d} pv netto|Maksuaika {d} päivää
skonto=Kassa-alennus 2 % {t} mennessä: {a}
page=Sivu {p} / {n}|Sivu {p}/{n}
carry=Siirto|Siirretään
rc=Käännetty verovelvollisuus.|Veroton yhteisömyynti.
prev=Edellinen saldo lasku {n} {t}: {a}
corr=Koskee laskua|Alkuperäinen lasku
tel=Puh.|Puhelin
reg=Kaupparekisteri {x}|Toimitusjohtaja: {m}
thanks=Kiitos tilauksesta.|Laskutamme sovitusti:
attn=Att.|Huom.
units=kpl|h|kg|m|pkt
""",
}

WORDS: dict[str, dict[str, list[str]]] = {
    lang: {
        key: value.split("|") for key, _, value in (line.partition("=") for line in text.strip().splitlines())
    }
    for lang, text in _TEXT.items()
}

SURNAMES = {
    "de": "Achterberg Brinkmann Dorfler Eichinger Fährmann Gruber Hollweg Jansing Kübler Lohmüller Niemann Rösch",
    "en": "Ashdown Blackmore Carrow Duckworth Elphinstone Fairfax Haversham Kirkbride Langdale Thorne Winslade",
    "us": "Abernathy Buckner Calloway Delgado Everhart Hargrove Kowalski Lindqvist McAllister Pruitt Rutledge",
    "fr": "Arnault Bouchard Chevallier Delacroix Faucher Giraudet Lemoine Marchand Pelletier Rousselot Vasseur",
    "it": "Bellandi Carminati Donadoni Esposito Ferrantini Galvani Locatelli Moretti Pirovano Rinaldi Zanetti",
    "es": "Aguirre Belmonte Carrascosa Echeverría Fuentes Garmendia Iribarne Lozano Montalbán Quintana Zubiri",
    "nl": "Aalbers Boersma Dijkgraaf Elzinga Hoekstra Kuipers Meijering Oosterhof Spijkers Terpstra Zandstra",
    "sv": "Almgren Bergkvist Dahlström Ekeroth Forsell Hallberg Lindgren Nyström Sandell Öberg Åkerlund",
    "da": "Abildgaard Bjerregaard Dalsgaard Frandsen Hedegaard Kjær Lauridsen Mølgaard Rasmussen Skovgaard",
    "nb": "Aasen Bakken Dahlen Eriksrud Fossheim Haugland Kvamme Løken Nordby Solberg Tveit",
    "pl": "Adamczyk Borowski Dąbrowski Gajewski Jabłoński Kowalczyk Lisowski Nowicki Pawłowski Sikora Wróbel",
    "pt": "Almeida Barroso Cardoso Figueiredo Guimarães Lourenço Magalhães Nogueira Pacheco Teixeira Vasconcelos",
    "cs": "Beneš Černý Dvořák Fiala Hájek Jelínek Kučera Malý Novotný Procházka Šimek",
    "fi": "Aaltonen Heikkinen Jokela Karjalainen Lahtinen Mäkelä Nieminen Rantanen Salonen Tuominen Virtanen",
}
TRADES = {
    "de": "Werkzeugbau|Bürobedarf|Haustechnik|Druckerei|Logistik|Metallbau|Gebäudeservice|Naturkost",
    "en": "Joinery|Office Supplies|Catering|Print Works|Haulage|Fabrications|Cleaning Services|Electrical",
    "us": "Plumbing|Office Supply|Landscaping|Printing|Freight|Consulting|Janitorial|Hardware",
    "fr": "Menuiserie|Bureautique|Plomberie|Imprimerie|Transports|Négoce|Nettoyage|Équipements",
    "it": "Carpenteria|Forniture|Impianti|Tipografia|Trasporti|Meccanica|Servizi|Alimentari",
    "es": "Carpintería|Suministros|Instalaciones|Gráficas|Transportes|Metales|Limpiezas|Consultores",
    "nl": "Bouw|Kantoorartikelen|Installaties|Drukwerk|Transport|Metaal|Schoonmaak|Advies",
    "sv": "Bygg|Kontorsmaterial|Rör|Tryckeri|Åkeri|Mekaniska|Städ|Konsult",
    "da": "Byg|Kontorartikler|VVS|Tryk|Transport|Maskiner|Rengøring|Rådgivning",
    "nb": "Bygg|Kontorrekvisita|Rør|Trykk|Transport|Mekaniske|Renhold|Rådgivning",
    "pl": "Budownictwo|Artykuły Biurowe|Instalacje|Drukarnia|Spedycja|Narzędzia|Usługi|Doradztwo",
    "pt": "Carpintaria|Papelaria|Instalações|Gráfica|Transportes|Metalúrgica|Limpezas|Consultoria",
    "cs": "Stavby|Kancelářské potřeby|Instalace|Tiskárna|Doprava|Nářadí|Úklid|Poradenství",
    "fi": "Rakennus|Toimistotarvike|Putki|Paino|Kuljetus|Konepaja|Siivous|Konsultointi",
}
FORMS = {
    "de": "GmbH|AG|KG|GmbH & Co. KG|e.K.|OHG|UG",
    "en": "Ltd|Limited|plc|LLP",
    "us": "Inc.|LLC|Corp.|Co.",
    "fr": "SARL|SAS|SA|EURL",
    "it": "S.r.l.|S.p.A.|S.n.c.|S.a.s.",
    "es": "S.L.|S.A.|S.L.U.",
    "nl": "B.V.|V.O.F.|N.V.",
    "sv": "AB|HB",
    "da": "ApS|A/S|I/S",
    "nb": "AS|ASA",
    "pl": "Sp. z o.o.|S.A.|sp. j.",
    "pt": "Lda.|S.A.|Unipessoal Lda.",
    "cs": "s.r.o.|a.s.",
    "fi": "Oy|Oyj|Ky",
}
PLACES = {
    "de": (
        "Mühlweg|Gartenallee|Am Rathausplatz|Industriering",
        "37073 Göttingen|23552 Lübeck|76133 Karlsruhe",
    ),
    "en": (
        "Orchard Lane|Station Road|Victoria Street|Unit 4, Mill Park",
        "Norwich NR2 1TF|Leeds LS1 4AP|Exeter EX4 3SR",
    ),
    "us": (
        "Maple Avenue|W Jefferson Blvd|Commerce Drive Suite 210|Old Mill Road",
        "Dayton, OH 45402|Boise, ID 83702|Tulsa, OK 74103",
    ),
    "fr": (
        "rue des Lilas|avenue Jean Jaurès|chemin du Moulin|boulevard Carnot",
        "69003 Lyon|35000 Rennes|31000 Toulouse",
    ),
    "it": (
        "Via Garibaldi|Corso Matteotti|Via dei Mille|Viale Europa",
        "24121 Bergamo|40126 Bologna|37122 Verona",
    ),
    "es": (
        "Calle Mayor|Avenida del Puerto|Polígono Las Eras|Paseo de Gracia",
        "46001 Valencia|50001 Zaragoza|08007 Barcelona",
    ),
    "nl": (
        "Kerkstraat|Havenweg|Industrielaan|Molendijk",
        "3511 AB Utrecht|9712 CD Groningen|5611 EM Eindhoven",
    ),
    "sv": ("Storgatan|Industrivägen|Kungsgatan|Hamngatan", "753 20 Uppsala|582 22 Linköping|652 24 Karlstad"),
    "da": ("Nørregade|Industrivej|Havnegade|Søndergade", "8000 Aarhus C|5000 Odense C|9000 Aalborg"),
    "nb": ("Storgata|Industriveien|Kirkegata|Havnegata", "5003 Bergen|7011 Trondheim|4006 Stavanger"),
    "pl": (
        "ul. Lipowa|ul. Przemysłowa|al. Wolności|ul. Kościuszki",
        "50-001 Wrocław|61-701 Poznań|30-001 Kraków",
    ),
    "pt": (
        "Rua das Flores|Avenida da República|Largo do Carmo|Rua Nova",
        "4050-262 Porto|3000-150 Coimbra|4700-327 Braga",
    ),
    "cs": ("Dlouhá|Nádražní|Husova|Průmyslová", "602 00 Brno|301 00 Plzeň|779 00 Olomouc"),
    "fi": ("Kauppakatu|Teollisuustie|Hämeenkatu|Rantatie", "33100 Tampere|20100 Turku|90100 Oulu"),
}
GOODS = {
    "de": "Kopierpapier A4 80 g|Montage vor Ort|Schrauben M8 verzinkt|Wartung Heizungsanlage|Druckerpatrone schwarz|Holzregal Eiche|Fahrtkosten Pauschale|Reinigungsmittel 5 l|Ordner breit grau|LED-Leuchte 24 W",
    "en": "Copier paper A4 80gsm|On-site installation|Galvanised bolts M8|Boiler service|Black toner cartridge|Oak shelving unit|Call-out charge|Floor cleaner 5 l|Lever arch file grey|LED panel 24W",
    "us": "Copy paper letter size|On-site labor|Galvanized bolts 5/16|HVAC maintenance|Black toner cartridge|Oak shelf unit|Trip charge|Floor cleaner 1 gal|3-ring binder|LED panel 24W",
    "fr": "Ramette papier A4|Pose sur site|Boulons zingués M8|Entretien chaudière|Cartouche encre noire|Étagère chêne|Frais de déplacement|Nettoyant sol 5 l|Classeur gris|Dalle LED 24 W",
    "it": "Carta fotocopie A4|Montaggio in loco|Bulloni zincati M8|Manutenzione caldaia|Cartuccia toner nera|Scaffale rovere|Diritto di chiamata|Detergente pavimenti 5 l|Raccoglitore grigio|Pannello LED 24 W",
    "es": "Papel A4 80 g|Montaje en obra|Tornillos M8 zincados|Revisión de caldera|Tóner negro|Estantería de roble|Desplazamiento|Limpiasuelos 5 l|Archivador gris|Panel LED 24 W",
    "nl": "Kopieerpapier A4|Montage op locatie|Bouten M8 verzinkt|Onderhoud cv-ketel|Toner zwart|Eiken wandplank|Voorrijkosten|Vloerreiniger 5 l|Ordner grijs|LED-paneel 24 W",
    "sv": "Kopieringspapper A4|Montering på plats|Bult M8 förzinkad|Service värmepump|Toner svart|Ekhylla|Resekostnad|Golvrengöring 5 l|Pärm grå|LED-panel 24 W",
    "da": "Kopipapir A4|Montering på stedet|Bolte M8 galvaniserede|Service af fyr|Toner sort|Egetræsreol|Kørsel|Gulvrens 5 l|Brevordner grå|LED-panel 24 W",
    "nb": "Kopipapir A4|Montering på stedet|Bolter M8 galvanisert|Service varmepumpe|Toner svart|Eikehylle|Reisekostnad|Gulvvask 5 l|Ringperm grå|LED-panel 24 W",
    "pl": "Papier ksero A4|Montaż na miejscu|Śruby M8 ocynk|Przegląd kotła|Toner czarny|Półka dębowa|Dojazd|Płyn do podłóg 5 l|Segregator szary|Panel LED 24 W",
    "pt": "Papel A4 80 g|Montagem no local|Parafusos M8 zincados|Manutenção de caldeira|Toner preto|Estante carvalho|Deslocação|Detergente 5 l|Arquivador cinzento|Painel LED 24 W",
    "cs": "Kancelářský papír A4|Montáž na místě|Šrouby M8 zinek|Servis kotle|Toner černý|Police dub|Cestovné|Čistič podlah 5 l|Pořadač šedý|LED panel 24 W",
    "fi": "Kopiopaperi A4|Asennus paikan päällä|Pultit M8 sinkitty|Lämmityshuolto|Väriaine musta|Tammihylly|Matkakulut|Lattianpesuaine 5 l|Mappi harmaa|LED-paneeli 24 W",
}
FIRST_NAMES = [
    "Anna",
    "Karin",
    "Erik",
    "Paolo",
    "Marta",
    "Jan",
    "Ingrid",
    "Thomas",
    "Clara",
    "Peter",
    "Sofia",
    "Lucas",
    "Maria",
    "Oliver",
    "Hanna",
]
NUMBER_FORMS = {
    "de": ["1.234,56", "1.234,56", "1 234,56", "1234,56"],
    "en": ["1,234.56", "1,234.56", "1234.56"],
    "us": ["1,234.56"],
    "fr": ["1 234,56", "1 234,56", "1.234,56"],
    "it": ["1.234,56", "1.234,56", "1234,56"],
    "es": ["1.234,56", "1.234,56", "1 234,56"],
    "nl": ["1.234,56"],
    "sv": ["1 234,56", "1 234,56", "1.234,56"],
    "da": ["1.234,56"],
    "nb": ["1 234,56", "1.234,56"],
    "pl": ["1 234,56"],
    "pt": ["1.234,56", "1 234,56"],
    "cs": ["1 234,56"],
    "fi": ["1 234,56"],
}
DATE_FORMS = {
    "de": ["%d.%m.%Y", "%d.%m.%Y", "%d.%m.%y", "long", "medium"],
    "en": ["%d/%m/%Y", "%d %b %Y", "long", "%d-%b-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y"],
    "us": ["%m/%d/%Y", "%m/%d/%Y", "long", "medium", "%m/%d/%y", "%m-%d-%Y"],
    "fr": ["%d/%m/%Y", "%d/%m/%Y", "long", "%d.%m.%Y", "%d/%m/%y"],
    "it": ["%d/%m/%Y", "%d/%m/%Y", "long", "%d-%m-%Y", "%d.%m.%Y"],
    "es": ["%d/%m/%Y", "%d/%m/%Y", "long", "%d-%m-%Y"],
    "nl": ["%d-%m-%Y", "%d-%m-%Y", "long", "%d/%m/%Y"],
    "sv": ["%Y-%m-%d", "%Y-%m-%d", "long", "%y%m%d"],
    "da": ["%d.%m.%Y", "%d-%m-%Y", "long", "%d/%m-%Y"],
    "nb": ["%d.%m.%Y", "long"],
    "pl": ["%d.%m.%Y", "%Y-%m-%d", "long", "%d-%m-%Y"],
    "pt": ["%d/%m/%Y", "%d-%m-%Y", "long", "%Y-%m-%d"],
    "cs": ["%d.%m.%Y", "long", "%d. %m. %Y"],
    "fi": ["%d.%m.%Y", "%d.%m.%Y", "long"],
}
RATES = {
    "de": "19 7", "en": "20 5", "us": "7.25 8.5 6", "fr": "20 10 5.5", "it": "22 10 4", "es": "21 10", "nl": "21 9",
    "sv": "25 12 6", "da": "25", "nb": "25 15", "pl": "23 8", "pt": "23 13 6", "cs": "21 12", "fi": "25.5 14",
}  # fmt: skip
CURRENCIES = {
    "de": "EUR EUR EUR CHF", "en": "GBP GBP EUR USD", "us": "USD", "sv": "SEK SEK EUR", "da": "DKK", "nb": "NOK",
    "pl": "PLN PLN EUR", "cs": "CZK CZK EUR",
}  # fmt: skip
SIGNS = {
    "EUR": "€",
    "GBP": "£",
    "USD": "$",
    "CHF": "CHF",
    "SEK": "kr",
    "NOK": "kr",
    "DKK": "kr.",
    "PLN": "zł",
    "CZK": "Kč",
    "INR": "₹",
    "HUF": "Ft",
    "JPY": "¥",
}
COUNTRY = {
    "de": "DE", "en": "GB", "us": "US", "fr": "FR", "it": "IT", "es": "ES", "nl": "NL", "sv": "SE", "da": "DK",
    "nb": "NO", "pl": "PL", "pt": "PT", "cs": "CZ", "fi": "FI",
}  # fmt: skip
LOCALE = {"us": "en_US", "en": "en_GB", "nb": "nb_NO"}

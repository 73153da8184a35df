"""Words of the fourth set: another hand's labels, companies and goods, in sixteen languages.

Written apart from `vocabulary`, from how such documents are worded, not from the reader's lists.
"""

_TEXT = {
    "de": """
invoice=Rechnung|Ausgangsrechnung|Honorarrechnung|Teilrechnung
credit=Gutschrift|Stornorechnung|Korrekturrechnung
number=Rechnungs-Nummer|Belegnummer|Rg.-Nr.|Re-Nr.|Nummer
cnumber=Belegnummer|Gutschrifts-Nr.|Nummer
date=Rechnungsdatum|Belegdatum|Ausstellungsdatum|Rg.-Datum
due=Fälligkeit|Zu zahlen bis|Zahlbar bis zum|Fällig zum
po=Ihre Bestellung|Ihre Bestellung Nr.|Bestell-Nr.|Kundenbestellung|Ihr Zeichen / Bestellung
custno=Kunden-Nummer|Debitorennr.|Kd.-Nr.
orddate=Bestellung vom|Auftrag vom
delivdate=Liefer-/Leistungsdatum|Tag der Lieferung|Leistungszeitpunkt
ourorder=Auftragsnummer|Lieferscheinnummer|Vorgang
project=Bauvorhaben|Projekt-Nr.
contact=Ihr Ansprechpartner|Bearbeitet von
billto=Rechnungsempfänger|Rechnung an|Kunde|Leistungsempfänger
shipto=Lieferung an|Versandadresse
from=Rechnungsaussteller|Leistungserbringer|Lieferant
vatid=USt-Id-Nr.|Umsatzsteuer-Identifikationsnummer|USt.-IdNr.|VAT ID
yourvat=Ihre USt-Id|USt-IdNr. Kunde
desc=Artikel / Leistung|Position|Bezeichnung der Leistung|Text
qty=Menge|Anz.|Mge.
unit=Einheit|EH
price=Einzelpreis netto|EP|Preis je Einheit|Stückpreis
disc=Rabatt %|Nachl.
rate=USt|MwSt %|Steuersatz
lnet=Betrag netto|GP|Gesamt netto|Zeilensumme
pos=Pos|Nr|#
code=Artikel|Art.Nr.|Material
sub=Positionssumme|Summe der Positionen|Warenwert netto
allow=abzgl. Rabatt|Mengenrabatt|Sondernachlass
charge=Versandkostenpauschale|zzgl. Versand|Verpackung & Versand
net=Nettobetrag gesamt|Zwischensumme netto|Netto|Rechnungssumme netto
vat=zzgl. USt {r}|Umsatzsteuer {r}|{r} MwSt.
vatsum=MwSt.-Betrag|Summe USt|Umsatzsteuer
gross=Rechnungsendbetrag|Bruttosumme|Gesamtsumme|Rechnungssumme brutto
prepaid=abzgl. geleistete Anzahlung|Anzahlung|bereits gezahlt
payable=Zahlbetrag|Restbetrag|Verbleibender Betrag|zu zahlender Betrag
base=Nettobetrag|Basis
bank=Bankverbindung|Unsere Bank|Kreditinstitut
terms=Zahlbar ohne Abzug innerhalb von {d} Tagen.|Zahlungsziel {d} Tage netto.
page=Seite {p} von {n}|{p} / {n}
carry=Übertrag|Übertrag auf Folgeseite
brought=Übertrag von Vorseite|Übertrag
rc=Steuerschuldnerschaft des Leistungsempfängers gemäß § 13b UStG.|Innergemeinschaftliche Lieferung, steuerfrei.
tel=Tel|Fon
subject=Rechnung Nr. {n}
placed={town}, den {d}|{town}, {d}
salute=Sehr geehrte Damen und Herren, für unsere Leistungen erlauben wir uns zu berechnen:
units=Stck|Std.|Pausch.|m²
none=k. A.|-|entfällt
""",
    "en": """
invoice=Invoice|Sales invoice|VAT Invoice|Service invoice
credit=Credit note|Credit memo
number=Invoice ref.|Invoice ID|Our ref / Invoice|Inv. Number|Invoice no:
cnumber=Credit note ref.|Credit note ID|Document no.
date=Invoice date|Issued|Dated|Date issued|Billing date
due=Due|Payment due by|Settlement due|Due on|Date due
po=Your PO|P/O number|Purchase order ref.|Customer PO no.|Order ref.
custno=Client no.|Customer ref.|A/C
orddate=Order placed|Date of order
delivdate=Supply date|Delivered on|Dispatch date
ourorder=Our order ref.|Delivery note no.|Job number
project=Project ref.|Site
contact=Your contact|Raised by
billto=Billed to|Invoice address|Client|For
shipto=Delivered to|Ship-to address
from=Issued by|Supplier|Payee
vatid=VAT ID|VAT reg.|GB VAT No|VAT registration
yourvat=Your VAT ID|Client VAT
desc=Description of goods|Service|Particulars|Work done
qty=Qty.|Quantity|Units
unit=UoM|Unit
price=Price ea.|Unit cost|Unit rate|Net price
disc=Disc.|Less %
rate=VAT %|Tax rate|VAT
lnet=Net amount|Ext. price|Net value|Sum
pos=No|Ref|Ln
code=Product code|Stock code
sub=Sum of lines|Goods value|Lines subtotal
allow=Volume discount|Less: discount|Rebate
charge=Postage & packing|Freight|Delivery charge
net=Net|Total net|Total ex VAT|Net payable before VAT
vat=VAT {r}|Plus VAT {r}|Value added tax {r}
vatsum=VAT total|VAT amount|Total VAT
gross=Gross total|Total inc. VAT|Invoice value|Total to pay incl. VAT
prepaid=Less deposit paid|Already paid|Payment on account
payable=Balance to pay|Amount payable|Now due|Total payable
base=Net amount|Base
bank=Bank transfer to|Payment to|Bankers
terms=Payment within {d} days from date of invoice.|Our terms are {d} days net.
page=Page {p} of {n}|{p}/{n}
carry=Carried forward|c/f
brought=Brought forward|b/f
rc=Reverse charge: VAT to be accounted for by the recipient, Art. 196.|Intra-community supply exempt from VAT.
tel=T|Telephone
subject=Invoice no. {n}
placed={town}, {d}
salute=Dear customer, for the work described below we charge as follows:
units=ea|h|set|sq m
none=n/a|N/A|none|TBC
""",
    "in": """
invoice=Tax Invoice|Invoice
credit=Credit Note
number=Invoice No.|Invoice Number|Inv. No
cnumber=Credit Note No.
date=Invoice Date|Dated|Date
due=Due Date|Payment Due Date
po=Buyer's Order No.|P.O. No.|PO Number
custno=Customer Code|Party Code
orddate=Order Dated|PO Date
delivdate=Dispatch Date|Date of Supply
ourorder=Delivery Note|Dispatch Doc No.
project=Project|Site
contact=Contact Person|Sales Person
billto=Billed To|Buyer (Bill to)|Bill To
shipto=Consignee (Ship to)|Shipped To
from=Supplier|Seller
vatid=GSTIN/UIN|GSTIN
yourvat=Buyer's GSTIN
desc=Description of Goods|Particulars|Description of Services
qty=Qty|Quantity
unit=Per|Unit
price=Rate|Unit Rate
disc=Disc. %
rate=GST %|IGST %
lnet=Amount|Taxable Value
pos=Sl No.|S.No.
code=HSN/SAC|HSN Code
sub=Total of items|Sub Total
allow=Less Discount|Trade Discount
charge=Freight Charges|Packing & Forwarding
net=Total Taxable Value|Taxable Amount|Total Before Tax
vat=IGST @ {r}|IGST {r}
vatsum=Total Tax Amount|Total IGST
gross=Grand Total|Total Amount After Tax|Invoice Total
prepaid=Less Advance Received|Advance
payable=Balance Payable|Net Payable
base=Taxable Value
bank=Bank Details|Company's Bank Details
terms=Terms of payment: {d} days|Payment within {d} days.
page=Page {p} of {n}
carry=Carried Over|c/o
brought=Brought Forward|B/F
rc=Supply meant for export under LUT without payment of integrated tax.
tel=Ph.|Mob
subject=Tax Invoice No. {n}
placed={town}, {d}
salute=We thank you for your order and invoice as under:
units=Nos|Hrs|Set|Sqft
none=NA|-|N.A.
""",
    "fr": """
invoice=Facture|Facture de prestation|Facture de vente
credit=Avoir|Facture d'avoir
number=Facture N°|N° de pièce|Référence facture|Numéro|N° facture :
cnumber=Avoir N°|N° de pièce|Numéro
date=Date d'émission|Date|Date de facturation|Émise le
due=Échéance|À régler avant le|Date limite de règlement|Échéance le
po=Votre commande|N° de commande client|Bon de commande|Réf. commande|V/Commande
custno=Code client|Réf. client|N° client
orddate=Commandé le|Date de commande
delivdate=Date de livraison|Livré le|Date de prestation
ourorder=Bon de livraison|N° BL|Notre référence
project=Chantier|Affaire
contact=Votre interlocuteur|Suivi par
billto=Facturé à|Client|Destinataire|Adresse de facturation
shipto=Livré à|Adresse de livraison
from=Émetteur|Prestataire|Fournisseur
vatid=N° TVA intracommunautaire|TVA intracom.|N° TVA|Identifiant TVA
yourvat=Votre N° TVA|TVA client
desc=Désignation|Libellé|Prestation|Description
qty=Qté|Quantité|Nb
unit=Unité|U.
price=P.U. HT|Prix unitaire HT|PU HT
disc=Remise %|Rem.
rate=TVA %|Taux|TVA
lnet=Montant HT|Total HT|Prix total HT
pos=N°|Lig.
code=Réf.|Code article
sub=Total brut HT|Total des lignes
allow=Remise globale|Remise fidélité|Remise exceptionnelle
charge=Frais d'expédition|Participation aux frais de port|Livraison
net=Total hors taxes|Total net HT|Total H.T.|Montant total HT
vat=TVA {r}|T.V.A. {r}|Taxe {r}
vatsum=Total TVA|Montant de la TVA|Total taxes
gross=Total TTC|Total T.T.C.|Montant total TTC|Total toutes taxes comprises
prepaid=Acompte reçu|Acompte déduit|Déjà versé
payable=Net à payer TTC|Solde dû|Reste dû|NET À PAYER
base=Base HT|Montant HT
bank=Règlement par virement|RIB|Domiciliation bancaire
terms=Règlement à {d} jours.|Payable à {d} jours fin de réception.
page=Page {p} sur {n}|{p}/{n}
carry=À reporter|Report à nouveau page suivante
brought=Report|Report page précédente
rc=Autoliquidation par le preneur, article 283-2 du CGI.|TVA non applicable, livraison intracommunautaire.
tel=Tél|T.
subject=Facture n° {n}
placed={town}, le {d}|Fait à {town}, le {d}
salute=Madame, Monsieur, veuillez trouver ci-dessous le détail de nos prestations :
units=u|h|forf.|m²
none=néant|-|s.o.
""",
    "it": """
invoice=Fattura|Fattura immediata|Fattura accompagnatoria|Fattura differita
credit=Nota di credito|Nota di accredito
number=Nr. documento|Fattura nr|N° fattura|Numero|Doc. n.
cnumber=Nr. documento|Nota nr.|Numero
date=Data documento|Del|Data emissione|Data fatt.
due=Scadenza|Scade il|Pagamento entro|Data scadenza
po=Vs. ordine|Rif. Vs. ordine|Ordine cliente|Ordine d'acquisto
custno=Cod. cliente|Codice anagrafica
orddate=Ordine del|Data Vs. ordine
delivdate=Data DDT|Consegna del|Data prestazione
ourorder=DDT|Rif. interno|Ns. ordine
project=Commessa|CIG
contact=Vs. contatto|Ufficio
billto=Spett.le|Cessionario|Cliente|Fatturato a
shipto=Destinazione|Luogo di destinazione
from=Cedente / prestatore|Fornitore
vatid=P.IVA|Partita IVA|P. IVA / VAT
yourvat=P.IVA cliente|Vs. P.IVA
desc=Descrizione|Descrizione articolo|Prestazione|Natura dei beni
qty=Qta|Q.tà|Quantità
unit=UM|U.M.
price=Prezzo|Prezzo un.|Pr. unitario
disc=Sc.%|Sconto %
rate=Aliq.|Cod. IVA|IVA %
lnet=Imp. netto|Importo|Totale netto|Importo riga
pos=Nr|Riga
code=Cod.|Articolo
sub=Totale merci|Importo righe|Totale lordo merce
allow=Sconto incondizionato|Sconto cassa|Sconto finale
charge=Spese di imballo e trasporto|Spese accessorie|Spese di spedizione
net=Totale imponibile|Imponibile|Totale netto merce
vat=IVA {r}|Imposta {r}|IVA al {r}
vatsum=Totale imposta|IVA totale|Totale IVA
gross=Totale documento|Totale fattura|TOTALE A SALDO|Importo totale
prepaid=Acconto ricevuto|Acconto già versato|A dedurre acconto
payable=Netto a pagare|Totale dovuto|Importo da saldare
base=Imponibile|Base imp.
bank=Banca d'appoggio|Coordinate per il bonifico|Appoggio bancario
terms=Bonifico a {d} giorni|B.B. {d} gg d.f.|Pagamento: {d} giorni data fattura
page=Pag. {p} di {n}|Pagina {p}/{n}
carry=A riportare|Riporto a pag. succ.
brought=Riporto|Riporto da pag. prec.
rc=Operazione soggetta a reverse charge, art. 17 c. 6 DPR 633/72.|Non imponibile art. 41 D.L. 331/93.
tel=Tel|T
subject=Fattura n. {n}
placed={town}, {d}|{town}, lì {d}
salute=Con la presente Vi addebitiamo quanto segue:
units=nr|ore|a corpo|mq
none=n.d.|-|//
""",
    "es": """
invoice=Factura|Factura comercial|Factura de servicios
credit=Factura de abono|Factura rectificativa
number=Factura|Núm. factura|Nº Fra.|Número de factura|N.º documento
cnumber=Núm. abono|Nº documento|Número
date=Fecha|Fecha emisión|Fecha de expedición|Fecha fra.
due=Vto.|Fecha vencimiento|Vence el|Fecha de pago
po=Su pedido nº|Pedido cliente|Número de pedido|S/Pedido|Orden de compra
custno=Cód. cliente|Cliente n.º
orddate=Pedido de fecha|Fecha pedido
delivdate=Fecha de operación|Fecha entrega|Entrega
ourorder=Albarán n.º|N/Pedido|N/Ref.
project=Obra|Presupuesto
contact=Su contacto|Gestor
billto=Facturado a|Cliente|Datos de facturación|Destinatario
shipto=Enviado a|Dirección de envío
from=Emisor|Prestador
vatid=CIF/NIF|N.I.F.|NIF IVA|CIF
yourvat=NIF cliente|CIF del cliente
desc=Concepto|Descripción del servicio|Artículo|Detalle
qty=Cant.|Unidades|Cantidad
unit=Ud|U.M.
price=Precio|P.V.|Precio ud.|Pr. unitario
disc=% Dto.|Dto
rate=% IVA|IVA|Tipo
lnet=Importe|Neto|Importe neto|Subtotal línea
pos=Lín.|Nº
code=Ref.|Cód. art.
sub=Suma de líneas|Importe bruto|Total bruto
allow=Descuento comercial|Dto. pronto pago|Bonificación
charge=Gastos de transporte|Portes y embalaje|Gastos de manipulación
net=Base imponible|Suma base imponible|Total neto|Total antes de IVA
vat=IVA {r}|Cuota IVA {r}|I.V.A. {r}
vatsum=Cuota de IVA|Total impuestos|Total cuota
gross=Total factura|TOTAL FACTURA|Importe total|Total IVA incluido
prepaid=Anticipo recibido|A cuenta|Entregado a cuenta
payable=Líquido a pagar|Total a abonar|Resta por pagar|A ingresar
base=Base|B. imponible
bank=Forma de pago: transferencia|Cuenta para el ingreso|Domiciliación
terms=Transferencia a {d} días|Vencimiento a {d} días de la fecha de factura.
page=Pág. {p} de {n}|Hoja {p}/{n}
carry=Suma y sigue|Suma anterior a trasladar
brought=Suma anterior|Viene de la página anterior
rc=Operación con inversión del sujeto pasivo, art. 84.Uno.2º LIVA.|Entrega intracomunitaria exenta.
tel=Tel|Tlf.
subject=Factura n.º {n}
placed={town}, a {d}|{town}, {d}
salute=Muy señores nuestros: les detallamos los conceptos facturados:
units=uds|horas|P.A.|m²
none=n/d|-|N/A
""",
    "nl": """
invoice=Factuur|Nota|Deelfactuur
credit=Creditnota|Creditfactuur
number=Factuurnr|Nota nr.|Factuur-ID|Documentnummer|Factuur nummer
cnumber=Creditnota nr.|Documentnummer
date=Datum|Factuur datum|Datum nota|Opgemaakt op
due=Vervalt op|Uiterlijk te voldoen op|Betalen voor|Verval datum
po=Uw referentie / order|Uw inkooporder|Inkoopnummer|Bestelnummer klant|Uw ordernr.
custno=Debiteurnr.|Relatienummer|Klant nr.
orddate=Datum bestelling|Besteld op
delivdate=Geleverd op|Datum van levering
ourorder=Ordernummer|Pakbon nr.|Ons kenmerk
project=Projectnummer|Betreft
contact=Uw contact|Opgesteld door
billto=Factuur aan|Opdrachtgever|Debiteur|Gefactureerd aan
shipto=Geleverd aan|Aflevering
from=Opdrachtnemer|Leverancier
vatid=Btw-identificatienummer|BTW-nr|btw nummer|VAT
yourvat=Uw BTW nr.|Btw-nr afnemer
desc=Omschrijving werkzaamheden|Artikelomschrijving|Specificatie|Dienst
qty=Aant.|Aantal|Hoev.
unit=Eenh|Per
price=Prijs excl.|Eenheidsprijs|Tarief excl. btw
disc=Krt %|Korting %
rate=% btw|BTW %|Tarief
lnet=Bedrag excl.|Totaal excl.|Nettobedrag|Regelbedrag
pos=Nr|Post
code=Artikel|Art.nr.
sub=Som van regels|Totaal artikelen|Bruto totaal
allow=Relatiekorting|Af: korting|Kwantumkorting
charge=Administratie- en verzendkosten|Transport|Bezorgkosten
net=Totaal exclusief btw|Subtotaal excl. btw|Netto totaal|Totaal excl.
vat={r} btw|BTW {r}|Omzetbelasting {r}
vatsum=Btw totaal|Totaal BTW|Omzetbelasting
gross=Totaal inclusief btw|Eindtotaal|Totaal factuur|Totaal te voldoen incl. btw
prepaid=Af: voorschot|Reeds ontvangen|Vooruitbetaling
payable=Saldo te voldoen|Nog te betalen|Te betalen bedrag|Resteert
base=Bedrag excl.|Over
bank=Betaling op rekening|Bankrelatie|Overmaken naar
terms=Gelieve binnen {d} dagen te voldoen.|Betalingsconditie: {d} dagen netto
page=Pagina {p}/{n}|Blad {p} van {n}
carry=Transporteren|Over te brengen
brought=Transport vorige pagina|Overgebracht
rc=BTW verlegd naar afnemer.|Intracommunautaire levering artikel 138.
tel=T|Telefoonnr.
subject=Factuur {n}
placed={town}, {d}
salute=Geachte heer/mevrouw, hierbij brengen wij u in rekening:
units=stuks|uren|post|m2
none=n.v.t.|-|nvt
""",
    "sv": """
invoice=Faktura|Slutfaktura|Delfaktura
credit=Kreditfaktura|Kreditnota
number=Faktura-nr|Fakturanr:|Nummer|Faktura ID|Fakturanummer/OCR
cnumber=Kreditnota nr|Faktura-nr
date=Fakturadag|Utställd|Datum|Fakt.datum
due=Förfaller|Sista betalningsdag|Förf.datum|Att betala senast
po=Ert inköpsordernr|Beställningsnr|Er beställning nr|Kundens ordernr|Ert order nr
custno=Kund-ID|Kundnr.
orddate=Beställd|Order datum
delivdate=Levererad|Leverans datum
ourorder=Vår order|Följesedel nr
project=Projektnr|Uppdrag
contact=Er kontakt|Upprättad av
billto=Köpare|Faktura till|Beställare|Kund
shipto=Levererat till|Leveransmottagare
from=Utställare|Leverantör
vatid=Momsnr|VAT nr|Moms-/VAT-nr|Mervärdesskattenummer
yourvat=Ert momsnr|VAT-nr kund
desc=Text|Vara/tjänst|Beskrivning|Artikelbenämning
qty=Ant.|Antal|Kvant.
unit=Enh.|Enhet
price=Pris/st|Pris exkl.|A-pris
disc=Rab.%|Rabatt
rate=Moms%|Momssats|Moms
lnet=Summa exkl.|Belopp exkl. moms|Nettosumma|Summa
pos=Nr|Rad
code=Art nr|Artikel
sub=Radsumma|Varor totalt|Summa artiklar
allow=Avgår rabatt|Mängdrabatt|Rabatt totalt
charge=Fraktkostnad|Porto och emballage|Fakturaavgift
net=Summa exkl. moms|Totalt exkl. moms|Netto totalt|Belopp före moms
vat=Moms {r}|{r} moms|Mervärdesskatt {r}
vatsum=Summa moms|Moms kr|Total moms
gross=Totalsumma|Att betala inkl. moms|Summa inkl. moms|Totalt
prepaid=Avgår förskott|Tidigare betalt|Avgår a conto
payable=Kvar att betala|Att betala|Slutbelopp|Summa att erlägga
base=Momsunderlag|Belopp exkl.
bank=Betalas till|Bankförbindelse|Vårt konto
terms=Betalningsvillkor: {d} dagar.|Betalning sker inom {d} dagar netto.
page=Sida {p}/{n}|Sid {p} av {n}
carry=Att överföra|Transport till nästa sida
brought=Överfört|Från föregående sida
rc=Omvänd skattskyldighet för byggtjänster gäller.|Varor till annat EU-land, momsfritt.
tel=Tfn|Tel
subject=Faktura nr {n}
placed={town} {d}|{town} den {d}
salute=Hej! Härmed fakturerar vi utfört arbete enligt nedan:
units=st|h|omg|kvm
none=-|saknas|ej angivet
""",
    "da": """
invoice=Faktura|Regning|Slutfaktura
credit=Kreditnota
number=Faktura-nr.|Fakturanr|Nummer|Bilag nr.
cnumber=Kreditnotanr.|Nummer
date=Dato|Faktura dato|Udstedelsesdato|Fakt. dato
due=Sidste rettidige betaling|Forfalder|Betalingsdato|Forfaldsdag
po=Jeres indkøbsordre|Rekv. nr.|Deres ordre|Indkøbsordrenr.
custno=Kunde nr.|Kunde-id
orddate=Bestilt den|Ordre dato
delivdate=Leveret den|Leverings dato
ourorder=Ordrenr.|Følgeseddel nr.
project=Projektnr.|Opgave
contact=Jeres kontakt|Udfærdiget af
billto=Køber|Faktura til|Kunde
shipto=Leveret til
from=Udsteder|Leverandør
vatid=CVR nr.|CVR/SE-nr.|Moms nr.
yourvat=Deres CVR|Købers CVR-nr.
desc=Varetekst|Ydelse|Betegnelse
qty=Antal|Mgd.
unit=Enhed|Enh
price=Stk.pris|Pris pr. enhed|á pris
disc=Rabat %|Rab.
rate=Moms %|Momssats
lnet=Beløb ekskl. moms|Linjetotal|Beløb
pos=Nr|Linje
code=Vare nr.|Varenummer
sub=Varer i alt|Sum af linjer
allow=Heraf rabat|Mængderabat|- Rabat
charge=Fragt og gebyr|Levering|Emballage
net=Beløb uden moms|Netto i alt|Subtotal ekskl. moms|I alt uden moms
vat=Moms {r}|{r} moms|Heraf moms {r}
vatsum=Moms i alt|Samlet moms
gross=Total|Beløb med moms|At betale inkl. moms|Fakturabeløb
prepaid=Modtaget aconto|Forudbetaling|Allerede modtaget
payable=Rest til betaling|Restbeløb|Skyldig beløb
base=Grundlag|Beløb ekskl.
bank=Indbetales til|Bank|Kontooplysninger
terms=Netto {d} dage|Betaling: {d} dage fra fakturadato
page=Side {p} af {n}
carry=Transport til næste side|At overføre
brought=Transport fra forrige side|Overført
rc=Omvendt betalingspligt, køber afregner momsen.
tel=Tlf|Telefon
subject=Faktura nr. {n}
placed={town}, den {d}
salute=Hermed faktureres som aftalt:
units=stk.|timer|sæt|m2
none=-|ikke oplyst
""",
    "nb": """
invoice=Faktura|Sluttfaktura
credit=Kreditnota
number=Faktura nummer|Fakturanr|Nummer|Bilagsnummer
cnumber=Kreditnotanummer|Nummer
date=Dato|Faktura dato|Utstedt den|Fakt.dato
due=Betalingsfrist|Forfaller|Forfall dato|Betales senest
po=Deres innkjøpsordre|Rekvisisjon|Deres bestillingsnr.|Innkjøpsordrenr.
custno=Kunde nr.|Kundenummer
orddate=Bestillingsdato|Ordre dato
delivdate=Leveranse dato|Levert den
ourorder=Ordrenr.|Pakkseddel nr.
project=Prosjektnr.|Oppdrag
contact=Deres kontakt|Utarbeidet av
billto=Kjøper|Faktura til|Kunde
shipto=Levert til
from=Utsteder|Leverandør
vatid=Org. nr.|Org.nr|MVA nr.
yourvat=Deres org.nr.|Kjøpers org. nr.
desc=Varebeskrivelse|Tekst|Tjeneste
qty=Antall|Ant.
unit=Enhet|Enh
price=Pris eks. mva|Enh.pris|Pris
disc=Rabatt %|Rab.
rate=MVA %|Mva-sats
lnet=Beløp eks. mva|Linjesum|Netto
pos=Nr|Linje
code=Vare nr.|Varenummer
sub=Sum linjer|Varer totalt
allow=Mengderabatt|Fratrukket rabatt
charge=Frakt og emballasje|Fakturagebyr
net=Netto beløp|Sum uten mva|Sum eks. mva|Total eks. mva
vat=Mva {r}|{r} mva|MVA {r}
vatsum=Sum mva|Mva totalt
gross=Sum å betale|Total inkl. mva|Fakturasum|Totalt
prepaid=Innbetalt forskudd|Tidligere betalt
payable=Rest å betale|Utestående|Å betale nå
base=Grunnlag|Netto
bank=Betales til|Kontonummer|Bank
terms=Netto {d} dager|Betaling innen {d} dager.
page=Side {p} av {n}
carry=Overføres neste side|Transport
brought=Overført fra forrige side|Transport
rc=Omvendt avgiftsplikt, kjøper beregner merverdiavgift.
tel=Tlf|Telefon
subject=Faktura nr. {n}
placed={town}, {d}|{town}, den {d}
salute=Vi fakturerer med dette følgende:
units=stk|timer|sett|m2
none=-|ikke oppgitt
""",
    "fi": """
invoice=Lasku|Loppulasku|Osalasku
credit=Hyvityslasku
number=Laskun nro|Lasku nro.|Numero|Laskunro
cnumber=Hyvityslaskun nro|Numero
date=Laskutuspäivä|Laskupäivä|Pvm|Laskun päivämäärä
due=Eräpvm|Maksupäivä|Erääntyy|Viimeinen maksupäivä
po=Tilausviite|Teidän tilauksenne|Ostotilausnro|Tilausnumeronne
custno=Asiakasnro|Asiakastunnus
orddate=Tilauspvm|Tilattu
delivdate=Toimituspvm|Toimitettu
ourorder=Toimitusnro|Lähetenumero
project=Kohde|Projektinumero
contact=Yhteyshenkilönne|Laatija
billto=Laskutetaan|Tilaaja|Asiakas|Laskun saaja
shipto=Toimitettu osoitteeseen
from=Laskuttaja|Toimittaja
vatid=ALV-nro|Alv-tunniste|VAT-nro
yourvat=Asiakkaan ALV-nro|Ostajan VAT-nro
desc=Tuote / palvelu|Selite|Tuotteen nimi
qty=Määrä|Lkm
unit=Yks|Yksikkö
price=Hinta/yks|Yks.hinta|A-hinta
disc=Ale-%|Alennus %
rate=ALV-%|Alv|Verokanta
lnet=Veroton|Rivisumma|Summa alv 0 %
pos=Nro|Rivi
code=Tuotenro|Nimike
sub=Rivien summa|Tuotteet yhteensä
allow=Alennus laskusta|Paljousalennus
charge=Toimitusmaksu|Laskutuslisä|Rahtikulut
net=Veroton summa|Yhteensä veroton|Summa alv 0 %|Laskun veroton summa
vat=ALV {r}|Alv {r}|Arvonlisävero {r}
vatsum=Arvonlisävero yhteensä|Vero|ALV yht.
gross=Yhteensä|Verollinen summa|Loppusumma|Lasku yhteensä
prepaid=Maksettu ennakko|Hyvitetty ennakko
payable=Maksettava määrä|Jää maksettavaksi|Maksettavaa
base=Veron peruste|Veroton
bank=Maksetaan tilille|Pankkitili
terms=Maksuehto: {d} pv netto|{d} päivää netto
page=Sivu {p}/{n}
carry=Siirto seuraavalle sivulle|Siirretään
brought=Siirto edelliseltä sivulta|Siirto
rc=Käännetty verovelvollisuus AVL 8 c §.
tel=Puh|Puh.
subject=Lasku nro {n}
placed={town} {d}
salute=Laskutamme seuraavasti:
units=kpl|t|erä|m2
none=-|ei ole
""",
    "pl": """
invoice=Faktura|Faktura VAT|Faktura końcowa
credit=Faktura korygująca|Korekta faktury
number=Nr|Faktura nr|Numer dokumentu|Nr faktury:
cnumber=Nr korekty|Numer dokumentu
date=Data wystawienia|Z dnia|Data dokumentu|Wystawiona dnia
due=Termin płatności|Zapłata do|Płatność do dnia|Termin
po=Zamówienie nr|Nr zam. klienta|Numer zamówienia nabywcy|Wasze zamówienie
custno=Kod kontrahenta|Id klienta
orddate=Data zam.|Zamówienie z dnia
delivdate=Data sprzedaży|Data dostawy towaru
ourorder=Nr WZ|Zlecenie nr
project=Inwestycja|Projekt nr
contact=Wystawił|Osoba do kontaktu
billto=Nabywca|Kupujący|Klient
shipto=Miejsce dostawy|Odbiorca
from=Sprzedawca|Wystawca
vatid=NIP|NIP sprzedawcy|VAT UE
yourvat=NIP nabywcy|NIP klienta
desc=Nazwa|Nazwa towaru / usługi|Opis pozycji
qty=Ilość|Liczba
unit=j.m.|JM
price=Cena jedn.|Cena jednostkowa netto|Cena netto
disc=Rabat|Upust %
rate=VAT|Stawka|St. VAT
lnet=Wartość netto|Netto|Kwota netto
pos=Lp|L.p.
code=Symbol|Indeks
sub=Suma pozycji|Wartość pozycji
allow=Rabat ogólny|Udzielony rabat
charge=Koszty wysyłki|Dostawa|Opakowanie i transport
net=Wartość netto|Suma netto|Razem netto|Łącznie netto
vat=VAT {r}|Kwota VAT {r}|PTU {r}
vatsum=Suma VAT|Kwota podatku|Łącznie VAT
gross=Wartość brutto|Łącznie brutto|Suma brutto|Razem brutto
prepaid=Wpłacona zaliczka|Zapłacono dotychczas
payable=Pozostaje do zapłaty|Do zapłaty|Kwota do zapłaty
base=Netto|Podstawa VAT
bank=Konto bankowe|Numer rachunku|Rachunek
terms=Przelew {d} dni|Termin płatności: {d} dni
page=Strona {p}/{n}|str. {p} z {n}
carry=Do przeniesienia|Przeniesienie na następną stronę
brought=Z przeniesienia|Przeniesienie z poprzedniej strony
rc=Mechanizm odwrotnego obciążenia: podatek rozlicza nabywca.
tel=tel.|Tel
subject=Faktura nr {n}
placed={town}, dnia {d}|{town}, {d}
salute=Za wykonane prace wystawiamy fakturę:
units=szt.|godz.|kpl.|m2
none=brak|-|nie dotyczy
""",
    "pt": """
invoice=Fatura|Factura|Fatura/Recibo
credit=Nota de crédito|Nota de Crédito
number=Fatura N.º|Documento n.º|Número|Nº documento
cnumber=Nota de crédito n.º|Número
date=Data|Data de emissão|Data do documento|Data emissão
due=Data de vencimento|Vence em|Pagamento até|Data venc.
po=V/Encomenda|Encomenda n.º|Vossa encomenda|Requisição n.º
custno=Cód. cliente|Cliente n.º
orddate=Data encomenda|Encomendado a
delivdate=Data da entrega|Data de carga
ourorder=N/Ref.|Guia n.º
project=Obra|Orçamento
contact=O seu contacto|Emitido por
billto=Exmo(s). Senhor(es)|Cliente|Faturado a|Adquirente
shipto=Local de descarga|Entregue em
from=Emitente|Prestador
vatid=NIF|Contribuinte|N.I.F.
yourvat=NIF cliente|V/Contribuinte
desc=Designação|Descrição do artigo|Serviço
qty=Qtd|Quant.|Quantidade
unit=Un.|Uni
price=Preço unit.|Pr. unitário|P. Unit.
disc=% Desc.|Desc.
rate=IVA|% IVA|Taxa
lnet=Valor|Total líq.|Importância
pos=Nº|Lin.
code=Artigo|Ref.
sub=Total das linhas|Mercadoria/Serviços
allow=Desconto global|Desconto financeiro
charge=Portes de envio|Transporte e embalagem
net=Total s/ IVA|Valor tributável|Total ilíquido|Base de incidência
vat=IVA {r}|IVA à taxa de {r}|Imposto {r}
vatsum=Valor do IVA|Total IVA|Total imposto
gross=Total c/ IVA|Total|Total documento|Valor total
prepaid=Adiantamento recebido|Sinal pago
payable=Valor em dívida|A liquidar|Total a liquidar
base=Incidência|Valor base
bank=Transferência para|Dados para pagamento
terms=Pronto pagamento a {d} dias|Vencimento a {d} dias
page=Pág. {p} de {n}|Página {p}/{n}
carry=A transportar|Transporta
brought=Transporte|Transporte da página anterior
rc=IVA devido pelo adquirente (autoliquidação).
tel=Telef.|Tel
subject=Fatura n.º {n}
placed={town}, {d}
salute=Vimos debitar os seguintes serviços:
units=un.|hr|vg|m2
none=-|n/a
""",
    "cs": """
invoice=Faktura|Faktura – daňový doklad|Konečná faktura
credit=Opravný daňový doklad|Dobropis
number=Doklad č.|Faktura č.|Číslo|Číslo dokladu
cnumber=Číslo dokladu|Doklad č.
date=Datum vystavení|Vystaveno dne|Dne
due=Datum splatnosti|Splatno do|Splatnost dne
po=Objednávka číslo|Vaše objednávka č.|Č. objednávky
custno=Číslo odběratele|Kód zákazníka
orddate=Objednáno dne|Datum obj.
delivdate=DUZP|Datum uskutečnění plnění
ourorder=Dodací list č.|Zakázka
project=Akce|Stavba
contact=Vystavil|Kontakt
billto=Odběratel|Zákazník
shipto=Místo určení|Konečný příjemce
from=Dodavatel
vatid=DIČ|DIČ dodavatele
yourvat=DIČ odběratele|DIČ zákazníka
desc=Předmět plnění|Název položky|Popis
qty=Množství|Počet
unit=m.j.|MJ
price=Cena za m.j.|Cena/jedn.|Jedn. cena
disc=Sleva %
rate=% DPH|DPH|Sazba
lnet=Cena bez DPH|Celkem|Základ
pos=Č.|Ř.
code=Kód zboží|Katal. č.
sub=Součet položek|Cena položek
allow=Sleva celkem|Poskytnutá sleva
charge=Přepravné|Poštovné a balné
net=Celkem bez DPH|Základ daně celkem|Součet bez DPH
vat=DPH {r}|Výše DPH {r}
vatsum=DPH celkem|Výše DPH
gross=Celkem s DPH|Cena celkem s DPH|Fakturováno celkem
prepaid=Zaplacená záloha|Odpočet zálohy
payable=Zbývá k úhradě|K úhradě celkem|Částka k úhradě
base=Základ|Základ daně
bank=Bankovní účet|Peněžní ústav
terms=Splatnost: {d} dnů|Úhrada převodem do {d} dnů
page=Strana {p}/{n}|List {p} z {n}
carry=K převodu|Převod na další stranu
brought=Z převodu|Převod z předchozí strany
rc=Přenesení daňové povinnosti, daň odvede odběratel.
tel=tel.|Tel
subject=Faktura č. {n}
placed=V {town} dne {d}|{town}, {d}
salute=Fakturujeme Vám za provedené práce:
units=ks|hod.|kpl|m2
none=-|neuvedeno
""",
    "hu": """
invoice=Számla|SZÁMLA
credit=Jóváíró számla|Helyesbítő számla
number=Számlaszám|Számla sorszáma|Sorszám
cnumber=Számlaszám|Sorszám
date=Kiállítás dátuma|Számla kelte|Kelt
due=Fizetési határidő|Esedékesség
po=Megrendelésszám|Vevői rendelésszám
custno=Vevőkód
orddate=Rendelés dátuma
delivdate=Teljesítés dátuma|Teljesítés
ourorder=Szállítólevél
project=Projekt
contact=Ügyintéző
billto=Vevő|Vásárló
shipto=Szállítási cím
from=Eladó|Szállító
vatid=Közösségi adószám|EU adószám
yourvat=Vevő adószáma
desc=Megnevezés|Termék / szolgáltatás
qty=Mennyiség|Menny.
unit=M.e.|Egység
price=Nettó egységár|Egységár
disc=Kedv. %
rate=ÁFA %|ÁFA
lnet=Nettó érték|Nettó összeg
pos=Ssz.
code=Cikkszám
sub=Tételek összesen
allow=Kedvezmény
charge=Szállítási költség
net=Nettó összesen|Összesen nettó
vat=ÁFA {r}|{r} ÁFA
vatsum=ÁFA összesen|ÁFA összege
gross=Bruttó összesen|Számla végösszege
prepaid=Előleg
payable=Fizetendő|Fizetendő összeg
base=Adóalap|Nettó
bank=Bankszámla
terms=Fizetés: átutalás {d} nap
page=Oldal {p}/{n}|{p}. oldal
carry=Átvitel
brought=Áthozat
rc=Fordított adózás.
tel=Tel.
subject=Számla {n}
placed={town}, {d}
salute=Az alábbiakat számlázzuk:
units=db|óra|klt|m2
none=-|nincs
""",
}

WORDS: dict[str, dict[str, list[str]]] = {
    lang: {
        key: value.split("|") for key, _, value in (line.partition("=") for line in text.strip().splitlines())
    }
    for lang, text in _TEXT.items()
}
"""Labels with their alternatives; `in` is English as Indian companies write it."""

NAMES = {
    "de": "Hanselmann|Wiedekind Söhne|Nordlicht|Ostertag|Blattwerk|Seewald & Partner|Kranich|Triebwerk",
    "en": "Hollybush|Pemberton & Daughters|Quarry Hill|Brightwater|Sallow & Reed|Tidewell|Oakapple",
    "in": "Shreeji|Vardhaman|Lotus Valley|Annapurna|Trishul|Meghna",
    "fr": "Sorel Frères|La Rochelière|Verdier|Atelier du Pont|Kermadec|Les Trois Chênes|Montclar",
    "it": "Fratelli Boscolo|Altamura|La Sorgente|Pontevecchio|Ghisolfi|Tre Torri",
    "es": "Hermanos Pastrana|Almadraba|Vega Baja|Monteclaro|La Encina|Iturbide",
    "nl": "De Haas|Van der Velden|Noordzee|Gebr. Koopmans|Het Anker|Waterland",
    "sv": "Björkgården|Söderlunds|Norrsken|Grankvist|Tärnan|Älvdal",
    "da": "Bøgelund|Sønderhøj|Fjordens|Ravn & Søn|Lyngbakken",
    "nb": "Fjellvik|Nordlys|Granli|Havørn|Stavheim",
    "fi": "Koivuniemi|Järvenpään|Tunturi|Kaislaranta|Sisu",
    "pl": "Brzoza|Zielone Wzgórze|Orlik|Bursztyn|Kamienica",
    "pt": "Irmãos Sequeira|Azenha|Monte Alto|Beira Rio|Carvalhal",
    "cs": "Javor|Lípa|Modrý Kámen|Horal|Vltavín",
    "hu": "Gesztenye|Tiszavirág|Kékes|Fehérvári",
}
TRADES = {
    "de": "Medientechnik|Gartenbau|Messebau|Ingenieurbüro|Feinkost|Sanitär|Verlag|IT-Systeme",
    "en": "Surveyors|Roofing|Instruments|Bakery|Software|Nurseries|Flooring|Translations",
    "in": "Textiles|Engineering Works|Infotech|Polymers|Exports",
    "fr": "Paysages|Informatique|Traiteur|Couverture|Conseil|Signalétique|Chauffage",
    "it": "Arredamenti|Informatica|Vivai|Serramenti|Grafica|Catering",
    "es": "Ingeniería|Jardinería|Informática|Rótulos|Climatización|Traducciones",
    "nl": "Automatisering|Hoveniers|Dakwerken|Catering|Reclame|Ingenieurs",
    "sv": "Trädgård|Data|El|Måleri|Reklam|Livs",
    "da": "Gartneri|Data|El|Tømrer|Reklame",
    "nb": "Elektro|Data|Snekker|Reklame|Gartneri",
    "fi": "Sähkö|Data|Puutarha|Mainos|Maalaus",
    "pl": "Elektro|Meble|Ogrody|Informatyka|Reklama",
    "pt": "Informática|Jardins|Eletricidade|Móveis|Publicidade",
    "cs": "Elektro|Nábytek|Zahrady|Reklama|Data",
    "hu": "Villamos|Kert|Bútor|Informatika",
}
FORMS = {
    "de": "GmbH|AG|GmbH & Co. KG|eG|UG (haftungsbeschränkt)|KG",
    "en": "Ltd|Limited|LLP|plc|Ltd.",
    "in": "Pvt. Ltd.|Private Limited|Limited|LLP",
    "fr": "SAS|SARL|SA|SASU|SCOP",
    "it": "S.r.l.|S.p.A.|SRL|Soc. Coop.|S.n.c.",
    "es": "S.L.|S.A.|SL|S.L.U.|S. Coop.",
    "nl": "B.V.|BV|N.V.|VOF",
    "sv": "AB|Aktiebolag|HB|Ekonomisk förening",
    "da": "A/S|ApS|P/S",
    "nb": "AS|ASA|ANS",
    "fi": "Oy|Oy Ab|Osk",
    "pl": "Sp. z o.o.|S.A.|sp. k.|sp. j.",
    "pt": "Lda|Lda.|S.A.|Unipessoal Lda",
    "cs": "s.r.o.|a.s.|spol. s r.o.",
    "hu": "Kft.|Zrt.|Bt.",
}
STREETS = {
    "de": "Lindenstraße|Am Alten Hafen|Bahnhofplatz|Schillerstr.|Zum Sportplatz",
    "en": "Harbour Road|The Old Maltings|Kiln Lane|St. Mary's Street|Enterprise Way",
    "in": "MG Road|Industrial Area Phase II|Nehru Nagar|Station Road",
    "fr": "place de la Gare|rue Victor Hugo|quai des Chartrons|impasse des Acacias",
    "it": "Via Roma|Piazza San Marco|Via delle Industrie|Strada Statale",
    "es": "C/ Serrano|Avda. de la Constitución|Plaza Nueva|Camino Viejo",
    "nl": "Stationsplein|Nijverheidsweg|Prinsengracht|Dorpsstraat",
    "sv": "Sveavägen|Järnvägsgatan|Skolgatan|Verkstadsgatan",
    "da": "Vestergade|Fabriksvej|Kongensgade|Skovvej",
    "nb": "Fabrikkveien|Sjøgata|Skoleveien|Bryggen",
    "fi": "Asemakatu|Satamatie|Koulukatu|Tehtaankatu",
    "pl": "ul. Polna|ul. Długa|ul. Fabryczna|pl. Wolności",
    "pt": "Rua do Comércio|Estrada Nacional|Praça da República|Rua Direita",
    "cs": "Palackého|Hlavní|Tovární|Na Kopci",
    "hu": "Kossuth utca|Fő tér|Petőfi út",
}
TOWNS = {
    "de": "28195 Bremen|01067 Dresden|88045 Friedrichshafen|D-50667 Köln",
    "ch": "8005 Zürich|3011 Bern|CH-4051 Basel|6003 Luzern",
    "en": "Bristol BS1 6QF|York YO1 7HH|Cardiff CF10 1EP|Truro TR1 2HX",
    "in": "Pune 411001|Bengaluru 560001|Ahmedabad 380009|New Delhi 110001",
    "fr": "33000 Bordeaux|F-67000 Strasbourg|29200 Brest|59800 Lille",
    "it": "10121 Torino TO|50123 Firenze (FI)|35131 Padova PD|I-20121 Milano",
    "es": "28001 Madrid|48009 Bilbao|41001 Sevilla|E-03001 Alicante",
    "nl": "1012 AB Amsterdam|3011 AA Rotterdam|6811 KL Arnhem",
    "sv": "111 22 Stockholm|411 03 Göteborg|211 20 Malmö|SE-903 26 Umeå",
    "da": "1050 København K|6000 Kolding|DK-7100 Vejle",
    "nb": "0150 Oslo|9008 Tromsø|4611 Kristiansand S",
    "fi": "00100 Helsinki|70100 Kuopio|FI-65100 Vaasa",
    "pl": "00-001 Warszawa|80-001 Gdańsk|90-001 Łódź",
    "pt": "1100-148 Lisboa|8000-123 Faro|3800-200 Aveiro",
    "cs": "110 00 Praha 1|370 01 České Budějovice|460 01 Liberec",
    "hu": "1051 Budapest|6720 Szeged|4024 Debrecen",
}
GOODS = {
    "de": "Akustikpaneel Filz anthrazit, schwer entflammbar nach B1, inklusive Befestigungsset und Montageanleitung|Beratung vor Ort|Lizenz Basis (12 Monate)|Edelstahlspüle 80 x 60 cm mit Überlauf|Stundensatz Meister|Entsorgung Altmaterial|Kabelkanal 40x60 weiß|Reisezeit An- und Abfahrt, Pauschale je Einsatztag gemäß Vereinbarung vom Frühjahr",
    "en": "Acoustic felt panel, charcoal, flame retardant to class B, with fixing kit and instructions for use|Site survey|Annual licence (basic)|Stainless sink 80 x 60 cm|Senior engineer, hourly|Waste disposal|Cable tray 40x60 white|Travel to and from site at the flat rate per day as agreed in spring",
    "in": "Cotton fabric, combed, width 58 inch, shade as per approved sample and packed in export cartons|Installation|Annual maintenance contract|SS sink 80 x 60 cm|Labour charges skilled|PVC pipe 40 mm|Consultancy for ISO audit and documentation for two plants",
    "fr": "Panneau acoustique en feutre gris, classement au feu B, avec kit de fixation et notice de pose|Visite de chantier|Licence annuelle|Évier inox 80 x 60 cm|Main-d'œuvre qualifiée|Évacuation des gravats|Goulotte 40x60 blanche|Déplacement aller et retour, forfait par jour selon notre accord du printemps",
    "it": "Pannello acustico in feltro grigio, classe di reazione al fuoco B, completo di kit di fissaggio e istruzioni|Sopralluogo|Licenza annuale|Lavello inox 80 x 60 cm|Manodopera specializzata|Smaltimento materiali|Canalina 40x60 bianca|Trasferta andata e ritorno, forfait giornaliero come da accordi di primavera",
    "es": "Panel acústico de fieltro gris, clasificación al fuego B, con kit de fijación e instrucciones de montaje|Visita a obra|Licencia anual|Fregadero inox 80 x 60 cm|Mano de obra oficial 1ª|Retirada de escombros|Canaleta 40x60 blanca|Dietas y desplazamiento, tarifa por día según lo acordado en primavera",
    "nl": "Akoestisch paneel van vilt, antraciet, brandvertragend klasse B, met bevestigingsset en handleiding|Opname op locatie|Jaarlicentie|RVS spoelbak 80 x 60 cm|Uurloon monteur|Afvoer afval|Kabelgoot 40x60 wit|Reistijd heen en terug, vast bedrag per dag zoals afgesproken in het voorjaar",
    "sv": "Akustikpanel i filt, antracit, brandklass B, inklusive fästsats och monteringsanvisning på svenska|Platsbesök|Årslicens|Rostfri diskho 80 x 60 cm|Arbetstid montör|Bortforsling avfall|Kabelkanal 40x60 vit|Restid till och från arbetsplatsen, fast pris per dag enligt avtal i våras",
    "da": "Akustikpanel i filt, antracit, brandklasse B, inklusive beslag og monteringsvejledning på dansk|Besigtigelse|Årslicens|Stålvask 80 x 60 cm|Montørtimer|Bortskaffelse af affald|Kabelkanal 40x60 hvid",
    "nb": "Akustikkpanel i filt, antrasitt, brannklasse B, inkludert festesett og monteringsanvisning på norsk|Befaring|Årslisens|Oppvaskkum 80 x 60 cm|Montørtimer|Bortkjøring av avfall|Kabelkanal 40x60 hvit",
    "fi": "Akustiikkapaneeli huopa, antrasiitti, paloluokka B, sisältää kiinnityssarjan ja asennusohjeen suomeksi|Kohdekäynti|Vuosilisenssi|Pesuallas 80 x 60 cm|Asentajan työ|Jätteiden poisto|Johtokanava 40x60 valkoinen",
    "pl": "Panel akustyczny z filcu, antracyt, klasa palności B, z zestawem mocującym i instrukcją montażu|Wizja lokalna|Licencja roczna|Zlewozmywak 80 x 60 cm|Robocizna montera|Wywóz odpadów|Kanał kablowy 40x60 biały",
    "pt": "Painel acústico em feltro cinzento, classe de fogo B, com kit de fixação e instruções de montagem|Visita técnica|Licença anual|Lava-loiça inox 80 x 60 cm|Mão de obra especializada|Remoção de entulho|Calha 40x60 branca",
    "cs": "Akustický panel z plsti, antracit, třída reakce na oheň B, včetně sady pro uchycení a návodu|Obhlídka místa|Roční licence|Nerezový dřez 80 x 60 cm|Práce montéra|Odvoz odpadu|Kabelový žlab 40x60 bílý",
    "hu": "Akusztikai panel filcből, antracit, tűzvédelmi besorolás B, rögzítőkészlettel és szerelési útmutatóval|Helyszíni felmérés|Éves licenc|Mosogató 80 x 60 cm|Szerelő munkadíj|Hulladék elszállítása",
}
PEOPLE = (
    "Ruth Sommer|Nils Ekman|Chiara Conti|Hugo Lefèvre|Ewa Mazur|Tom Barker|Inés Prado|Asha Nair|Jana Malá"
)
FORMS_OF_NUMBERS = {
    "de": ["1.234,56"], "ch": ["1'234.56", "1’234.56"], "en": ["1,234.56", "1 234.56"], "in": ["1,23,456.00"],
    "fr": ["1 234,56", "1 234,56", "1.234,56"], "it": ["1.234,56", "1.234,56", "1'234,56"],
    "es": ["1.234,56", "1234,56"], "nl": ["1.234,56", "1234,56"], "sv": ["1 234,56", "1.234,56"],
    "da": ["1.234,56"], "nb": ["1 234,56", "1.234,56"], "fi": ["1 234,56", "1234,56"], "pl": ["1 234,56", "1.234,56"],
    "pt": ["1.234,56", "1 234,56"], "cs": ["1 234,56", "1.234,56"], "hu": ["1 234,56"],
}  # fmt: skip
FORMS_OF_DATES = {
    "de": ["%-d. {B} %Y", "%d.%m.%Y", "%-d.%-m.%Y", "%d. {b} %Y", "%d/%m/%Y"],
    "ch": ["%d.%m.%Y", "%-d. {B} %Y", "%d.%m.%y"],
    "en": ["%-d{th} {B} %Y", "%d-{b}-%y", "{B} %-d, %Y", "%d/%m/%Y", "%d.%m.%Y", "%A, %-d {B} %Y"],
    "in": ["%d-{b}-%Y", "%d/%m/%Y", "%d.%m.%Y", "%-d{th} {B}, %Y"],
    "fr": ["%-d {B} %Y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y", "le %-d {B} %Y"],
    "it": ["%-d {B} %Y", "%d/%m/%y", "%d/%m/%Y", "%d.{R}.%Y"],
    "es": ["%-d de {B} de %Y", "%d/%m/%y", "%d-%m-%Y", "%d/%m/%Y", "%-d-{b}-%Y"],
    "nl": ["%-d {B} %Y", "%d-%m-%y", "%d-%m-%Y", "%-d-%-m-%Y", "%-d {b} %Y"],
    "sv": ["%-d {B} %Y", "%Y-%m-%d", "den %-d {B} %Y", "%Y%m%d"],
    "da": ["%-d. {B} %Y", "%d-%m-%y", "%d.%m.%y", "%-d/%-m %Y"],
    "nb": ["%-d. {B} %Y", "%d.%m.%y", "%d.%m.%Y"],
    "fi": ["%-d.%-m.%Y", "%-d. {B}ta %Y", "%d.%m.%Y"],
    "pl": ["%-d {G} %Y", "%d.{R}.%Y", "%d.%m.%Y r.", "%Y-%m-%d"],
    "pt": ["%-d de {B} de %Y", "%d/%m/%Y", "%Y/%m/%d", "%d-%m-%Y"],
    "cs": ["%-d. {G} %Y", "%-d. %-m. %Y", "%-d.%-m.%Y"],
    "hu": ["%Y. %m. %d.", "%Y.%m.%d.", "%Y. {B} %-d."],
}  # fmt: skip
"""strftime forms; {B} month, {b} its short form, {G} its case within a date, {R} its Roman number, {th} English."""
RATES = {
    "de": "19 7", "ch": "8.1 2.6", "en": "20 5", "in": "18 12 5", "fr": "20 10 5.5", "it": "22 10 4", "es": "21 10 4",
    "nl": "21 9", "sv": "25 12 6", "da": "25", "nb": "25 15", "fi": "25.5 14 10", "pl": "23 8 5", "pt": "23 13 6",
    "cs": "21 12", "hu": "27 18 5",
}  # fmt: skip
MONEY = {
    "de": "EUR", "ch": "CHF", "en": "GBP GBP USD", "in": "INR", "fr": "EUR", "it": "EUR", "es": "EUR", "nl": "EUR",
    "sv": "SEK SEK EUR", "da": "DKK", "nb": "NOK", "fi": "EUR", "pl": "PLN PLN EUR", "pt": "EUR", "cs": "CZK",
    "hu": "HUF HUF EUR",
}  # fmt: skip
COUNTRY = {
    "de": "DE", "ch": "CH", "en": "GB", "in": "IN", "fr": "FR", "it": "IT", "es": "ES", "nl": "NL", "sv": "SE",
    "da": "DK", "nb": "NO", "fi": "FI", "pl": "PL", "pt": "PT", "cs": "CZ", "hu": "HU",
}  # fmt: skip
"""`ch` is German as Swiss companies write it."""
CORRECTS = {
    "de": "Korrektur zu|Ursprungsbeleg", "en": "Corrects invoice|Refers to", "in": "Original Invoice No.",
    "fr": "Annule la facture|Facture concernée", "it": "A storno di|Fattura collegata", "es": "Rectifica a|Fra. origen",
    "nl": "Credit op factuur|Betreft factuur", "sv": "Krediterar|Ursprunglig faktura", "da": "Krediterer faktura",
    "nb": "Krediterer faktura", "fi": "Hyvitetään lasku", "pl": "Koryguje fakturę", "pt": "Retifica a fatura",
    "cs": "Opravuje doklad", "hu": "Eredeti számla",
}  # fmt: skip

"""The words of the sixth set, by language: alternatives are parted by bars."""

_TEXT = """
[de]
title=Rechnung|Abrechnung|Sammelrechnung|Honorarrechnung|Monatsrechnung
credit=Gutschrift|Rechnungskorrektur|Stornorechnung
no=Pro-forma-Rechnung|Lieferschein|Kontoauszug|Angebot|Auftragsbestätigung|Zahlungserinnerung
number=Beleg-Nr.|Rechnungs-Nr.|Rechnung Nr.|Unser Zeichen / Rechnungsnummer|Dokumentnummer
date=Belegdatum|Datum|Rechnungsdatum|Ausgestellt am
due=Zahlbar bis spätestens|Fälligkeitsdatum|Fällig zum|Abbuchung am
duesaid=Der Gesamtbetrag ist bis zum {d} ohne Abzug zu begleichen.|Wir ziehen den Betrag am {d} von Ihrem Konto ein.
terms=Zahlungsbedingung: {n} Tage rein netto
po=Bestellnummer|Ihre Bestell-Nr.|Ihre Referenz|Bestellreferenz
cust=Kundennummer|Vertragskonto|Debitoren-Nr.
period=Leistungszeitraum|Abrechnungszeitraum
delivery=Lieferschein-Nr.|Lieferung vom
contact=Ihr Ansprechpartner|Es betreut Sie
from=Leistungserbringer|Absender|Verkäufer
to=Rechnungsempfänger|Rechnungsadresse|Käufer
vatid=USt-IdNr.|UID-Nr.|Umsatzsteuer-Identifikationsnummer
item=Bezeichnung|Leistung|Artikelbezeichnung
qty=Menge|Anz.
price=Einzelpreis|Preis|Stückpreis
amount=Betrag|Gesamtpreis|Nettobetrag
rate=USt %|St.-Satz
disc=Rabatt
code=Art.-Nr.|Leistungsnr.
sub=Zwischensumme|Warenwert
allow=abzüglich {p} Sonderrabatt|Preisnachlass
charge=Maut- und Energiezuschlag|Porto und Verpackung
net=Summe netto|Gesamt netto|Nettosumme|Steuerpflichtiger Betrag
tax={r} Mehrwertsteuer|Umsatzsteuer {r}|USt. {r} aus {b}
base=Nettobetrag|Entgelt
taxes=Steuer|MwSt.-Betrag
gross=Rechnungsbetrag|Gesamtsumme|Endsumme inkl. USt.|Bruttosumme
paid=Abzüglich Abschlagszahlung|Bereits gezahlt|Anzahlung erhalten
due_sum=Noch zu zahlen|Zahlbetrag|Offener Betrag|Restforderung
rounding=Rundungsausgleich
incl=Alle Preise enthalten die gesetzliche Mehrwertsteuer.
reverse=Steuerschuldnerschaft des Leistungsempfängers (Reverse Charge)
carry=Übertrag
page=Seite {n} / {m}
account=Zahlung an
slip=Einzahlungsschein|Überweisungsträger
thanks=Bei Fragen erreichen Sie uns werktags von 8 bis 17 Uhr.|Mit freundlichen Grüßen
orig=Bezug: Rechnung
note=Dies ist keine Rechnung.
goods=Netzentgelt Grundpreis|Beratung laut Stundennachweis|Kartonagen, doppelwellig, unbedruckt, mit Grifflöchern, Format 600 x 400 x 400 mm|Reinigung Treppenhaus|Ultraschall Abdomen|Internetanschluss 250 MBit/s|Edelstahlschraube M8x40|Zustellung Expressgut
units=Stk|h|kWh|Psch.|Monat
[en]
title=Invoice|Tax invoice|Statement of fees|Sales invoice|Service invoice
credit=Credit note|Credit memorandum|Refund note
no=Pro forma invoice|Delivery note|Statement of account|Quotation|Order confirmation|Payment reminder
number=Invoice no|Invoice ID|Invoice|Our ref / Invoice no.|Bill no.
date=Invoice date|Dated|Date issued|Bill date
due=Due date|Please pay before|Payment due by|Due on|Direct debit on
duesaid=Payment is due on or before {d}.|We will collect this amount from your account on {d}.
terms=Payment terms: {n} days from date of invoice
po=PO number|Customer order|Your reference|P.O. #
cust=Account number|Customer no
period=Service period|Billing period
delivery=Delivery note no|Shipped on
contact=Account manager|Prepared by
from=From|Supplier|Sold by|Seller
to=Billed to|Invoice address|Sold to|Customer
vatid=VAT registration number|VAT No|VAT reg. no
item=Description|Item & description|Service|Product
qty=Quantity|Qty|Units
price=Unit price|Rate|Price
amount=Amount|Line amount|Net|Extended
rate=VAT %|Tax
disc=Discount
code=Item|Product code
sub=Sub-total|Items subtotal
allow=Discount {p}|Volume rebate
charge=Fuel surcharge|Freight & packing
net=Net amount|Total before tax|Subtotal excl. VAT|Total ex VAT
tax=VAT at {r}|VAT ({r})|{r} VAT on {b}
base=Net amount|Goods value
taxes=VAT|Tax amount
gross=Invoice total|Total|Total inc. VAT|Amount payable incl. VAT
paid=Payment received|Less deposit|Amount paid
due_sum=Balance due|Amount due|Outstanding balance|Total to pay
rounding=Rounding adjustment
incl=All prices include VAT.
reverse=Reverse charge: the recipient is liable to account for the VAT
carry=Brought forward
page=Page {n} of {m}
account=Pay to
slip=Remittance slip|Payment stub: please detach and return
thanks=Questions? Call us Monday to Friday, 9 to 5.|It was a pleasure working with you.
orig=Original invoice no
note=This is not an invoice.
goods=Standing charge|Consulting hours, see timesheet|Corrugated cartons double wall unprinted with hand holes, size 600 x 400 x 400 mm|Stairwell cleaning|Ultrasound, abdomen|Fibre line 250 Mbit/s|Stainless screw M8x40|Same-day courier
units=pcs|hrs|kWh|lot|month
[fr]
title=Facture|Facture de prestation|Note de frais et honoraires|Facture mensuelle
credit=Avoir|Facture rectificative d'avoir|Note de crédit
no=Facture pro forma|Bon de livraison|Relevé de compte|Devis|Confirmation de commande|Rappel de paiement
number=Facture numéro|N° de facture|Facture N°|Référence de la pièce|No facture
date=Établie le|Date de facturation|Date|Date de la pièce
due=Date d'échéance|Échéance le|À payer avant le|Règlement au plus tard le|Prélèvement le
duesaid=Montant à régler au plus tard le {d}.|Cette somme sera prélevée sur votre compte le {d}.
terms=Conditions de règlement : {n} jours date de facture
po=N° de commande|Commande client|Votre référence|Bon de commande n°
cust=Compte client|N° de client
period=Période de prestation|Période facturée
delivery=Bon de livraison n°|Expédié le
contact=Interlocuteur|Votre contact
from=Émetteur|Fournisseur|Vendeur
to=Facturé à|Adressée à|Acheteur|Client
vatid=N° TVA intracommunautaire|TVA|N° de TVA
item=Désignation|Description|Nature de la prestation
qty=Quantité|Qté
price=Prix unitaire HT|P.U.|Tarif
amount=Montant HT|Total HT|Montant
rate=Taux TVA|TVA %
disc=Remise
code=Code article|Réf.
sub=Sous-total HT|Total des lignes
allow=Remise {p}|Rabais
charge=Surcharge carburant|Port et emballage
net=Total hors TVA|Net HT|Total HT|Montant hors taxe
tax=TVA {r}|Montant TVA {r}|TVA {r} (base {b})
base=Base HT|Montant HT
taxes=TVA|Montant de TVA
gross=Total TTC|Montant total TTC|Total TVA comprise|Net TTC
paid=Acompte versé|Déjà payé|Règlement reçu
due_sum=Solde à payer|Reste dû|Net à payer|Montant à régler
rounding=Arrondi
incl=Tous les prix s'entendent TTC.
reverse=Autoliquidation : TVA due par le preneur
carry=Report
page=Page {n}/{m}
account=À verser sur
slip=Bulletin de versement|Talon de paiement
thanks=Pour toute question, appelez-nous du lundi au vendredi.|Avec nos salutations distinguées
orig=Facture d'origine n°
note=Ce document n'est pas une facture.
goods=Abonnement au réseau|Heures de conseil selon relevé|Cartons double cannelure sans impression avec poignées, format 600 x 400 x 400 mm|Nettoyage des escaliers|Échographie abdominale|Ligne fibre 250 Mbit/s|Vis inox M8x40|Course express
units=pce|h|kWh|forf.|mois
[it]
title=Fattura|Fattura differita|Fattura accompagnatoria|Parcella professionale
credit=Nota di credito|Nota credito|Storno fattura
no=Fattura proforma|Documento di trasporto|Estratto conto|Preventivo|Conferma d'ordine|Sollecito di pagamento
number=Fattura nr.|Numero documento|N. fattura|Documento n°
date=Data documento|Data|Emessa il|Data fattura
due=Scadenza pagamento|Da saldare entro il|Scadenza|Addebito il
duesaid=L'importo va saldato entro il {d}.|L'importo sarà addebitato sul vostro conto il {d}.
terms=Condizioni di pagamento: {n} giorni data fattura
po=Vostro ordine|N. ordine cliente|Vs. rif. ordine|Ordine d'acquisto
cust=Codice cliente|Conto cliente
period=Periodo di fatturazione|Periodo
delivery=DDT n.|Consegnato il
contact=Referente|Vostro contatto
from=Cedente / prestatore|Fornitore|Venditore
to=Cessionario / committente|Spett.le|Intestatario
vatid=P. IVA|Partita IVA|P.IVA / C.F.
item=Descrizione|Descrizione beni/servizi
qty=Quantità|Q.tà
price=Prezzo unitario|Prezzo
amount=Importo|Totale riga|Imponibile
rate=IVA %|Aliq.
disc=Sconto
code=Codice|Cod. art.
sub=Totale merce|Subtotale
allow=Sconto {p}|Sconto incondizionato
charge=Supplemento carburante|Trasporto e imballo
net=Totale imponibile|Imponibile|Totale netto
tax=IVA {r}|Imposta {r}|IVA {r} su {b}
base=Imponibile|Base imponibile
taxes=Imposta|Importo IVA
gross=Totale fattura|Totale documento|Totale IVA inclusa
paid=Acconto ricevuto|Già pagato
due_sum=Netto a pagare|Saldo da pagare|Residuo da versare
rounding=Arrotondamento
incl=Tutti i prezzi sono IVA inclusa.
reverse=Inversione contabile: IVA a carico del committente
carry=A riportare
page=Pag. {n} di {m}
account=Pagare a
slip=Bollettino di pagamento|Cedola di versamento
thanks=Per informazioni chiamateci dal lunedì al venerdì.|Cordiali saluti
orig=Fattura di riferimento
note=Il presente documento non costituisce fattura.
goods=Quota fissa di rete|Ore di consulenza come da rapporto|Scatole di cartone doppia onda neutre con maniglie, formato 600 x 400 x 400 mm|Pulizia scale|Ecografia addome|Linea fibra 250 Mbit/s|Vite inox M8x40|Corriere espresso
units=pz|ore|kWh|corpo|mese
[es]
title=Factura|Factura de venta|Minuta de honorarios|Factura mensual
credit=Factura rectificativa|Nota de abono|Abono
no=Factura proforma|Albarán|Extracto de cuenta|Presupuesto|Confirmación de pedido|Recordatorio de pago
number=Nº de factura|Factura núm.|Factura nº|Número de documento
date=Fecha de emisión|Fecha factura|Fecha|Expedida el
due=Fecha de vencimiento|Vence el|Pagar antes del|Cargo en cuenta el
duesaid=El importe debe abonarse antes del {d}.|El importe se cargará en su cuenta el {d}.
terms=Forma de pago: a {n} días fecha factura
po=Su pedido|Nº de pedido|Pedido cliente|Referencia de pedido
cust=Cód. cliente|Número de cliente
period=Periodo de facturación|Periodo
delivery=Albarán nº|Entregado el
contact=Persona de contacto|Su gestor
from=Emisor|Proveedor|Vendedor
to=Destinatario|Facturar a|Cliente|Comprador
vatid=NIF|CIF|NIF-IVA
item=Concepto|Descripción
qty=Cantidad|Uds.
price=Precio unitario|Precio
amount=Importe|Total línea|Importe neto
rate=% IVA|IVA
disc=Dto.
code=Código|Ref.
sub=Subtotal|Suma de líneas
allow=Descuento {p}|Bonificación
charge=Recargo por combustible|Portes y embalaje
net=Base imponible|Total sin IVA|Importe neto total
tax=IVA {r}|Cuota IVA {r}|IVA {r} s/ {b}
base=Base imponible|Base
taxes=Cuota|Cuota IVA
gross=Total factura|Importe total|Total con IVA
paid=Anticipo recibido|Pagado a cuenta
due_sum=Pendiente de pago|Total a pagar|Saldo a abonar
rounding=Redondeo
incl=Todos los precios incluyen IVA.
reverse=Inversión del sujeto pasivo
carry=Suma y sigue
page=Pág. {n} de {m}
account=Abonar en
slip=Carta de pago|Talón de pago
thanks=Para cualquier consulta, llámenos de lunes a viernes.|Atentamente
orig=Rectifica la factura
note=Este documento no es una factura.
goods=Término fijo de red|Horas de consultoría según parte|Cajas de cartón doble canal sin impresión con asas, formato 600 x 400 x 400 mm|Limpieza de escaleras|Ecografía abdominal|Línea fibra 250 Mbit/s|Tornillo inox M8x40|Mensajería urgente
units=ud|h|kWh|p.a.|mes
[nl]
title=Factuur|Verzamelfactuur|Maandfactuur|Declaratie
credit=Creditnota|Creditfactuur
no=Proformafactuur|Pakbon|Rekeningoverzicht|Offerte|Orderbevestiging|Betalingsherinnering
number=Factuurnummer|Factuurnr.|Factuur nr.|Documentnummer
date=Factuurdatum|Datum|Opgemaakt op
due=Uiterste betaaldatum|Vervaldatum|Te betalen voor|Incasso op
duesaid=Wij verzoeken u het bedrag voor {d} over te maken.|Het bedrag wordt op {d} van uw rekening afgeschreven.
terms=Betalingstermijn: {n} dagen na factuurdatum
po=Inkooporder|Uw ordernummer|Uw kenmerk|Bestelnummer klant
cust=Klantnummer|Debiteurnummer
period=Periode|Factuurperiode
delivery=Pakbonnummer|Geleverd op
contact=Contactpersoon|Behandeld door
from=Leverancier|Afzender|Verkoper
to=Factuuradres|Gefactureerd aan|Klant|Koper
vatid=Btw-nummer|BTW-id|BTW nr.
item=Omschrijving|Dienst
qty=Aantal
price=Stukprijs|Prijs per eenheid
amount=Bedrag|Regelbedrag|Totaal
rate=Btw %|BTW
disc=Korting
code=Artikelnr.|Code
sub=Subtotaal|Totaal regels
allow=Korting {p}|Volumekorting
charge=Brandstoftoeslag|Verzendkosten
net=Totaal excl. btw|Netto totaal|Bedrag exclusief btw
tax=Btw {r}|{r} btw over {b}|BTW {r}
base=Grondslag|Over bedrag
taxes=Btw-bedrag|Btw
gross=Totaal incl. btw|Factuurbedrag|Totaal inclusief btw|Totaalbedrag
paid=Reeds voldaan|Ontvangen aanbetaling
due_sum=Nog te betalen|Openstaand bedrag|Te voldoen
rounding=Afronding
incl=Alle prijzen zijn inclusief btw.
reverse=Btw verlegd
carry=Transport
page=Blad {n} van {m}
account=Betalen aan
slip=Betaalstrook|Acceptgiro
thanks=Vragen? Bel ons op werkdagen.|Met vriendelijke groet
orig=Betreft factuur
note=Dit is geen factuur.
goods=Vastrecht netbeheer|Adviesuren volgens urenstaat|Dozen dubbele golf onbedrukt met handgrepen, formaat 600 x 400 x 400 mm|Schoonmaak trappenhuis|Echo onderbuik|Glasvezel 250 Mbit/s|Rvs schroef M8x40|Spoedkoerier
units=st|uur|kWh|post|maand
[sv]
title=Faktura|Samlingsfaktura|Räkning|Månadsfaktura
credit=Kreditfaktura|Kreditnota
no=Proformafaktura|Följesedel|Kontoutdrag|Offert|Orderbekräftelse|Betalningspåminnelse
number=Fakturanummer|Fakturanr|Faktura nr|Verifikatnummer
date=Fakturadatum|Datum|Utställd
due=Förfallodatum|Betalas senast|Oss tillhanda senast|Autogiro dras
duesaid=Beloppet ska vara oss tillhanda senast {d}.|Beloppet dras från ert konto {d}.
terms=Betalningsvillkor: {n} dagar netto
po=Inköpsordernummer|Ert ordernummer|Er beställning|Beställningsnr
cust=Kundnummer|Kundnr
period=Period|Avser period
delivery=Följesedel nr|Levererad
contact=Handläggare|Vår referens
from=Leverantör|Säljare
to=Fakturaadress|Köpare|Kund|Faktureras
vatid=Momsreg.nr|VAT-nr|Momsregistreringsnummer
item=Beskrivning|Benämning
qty=Antal|Kvantitet
price=À-pris|Pris per enhet
amount=Belopp|Radbelopp|Summa
rate=Moms %|Moms
disc=Rabatt
code=Artikelnr|Art.nr
sub=Delsumma|Summa varor
allow=Rabatt {p}|Mängdrabatt
charge=Drivmedelstillägg|Frakt och emballage
net=Summa exkl. moms|Netto|Summa netto
tax=Moms {r}|{r} moms på {b}|Mervärdesskatt {r}
base=Underlag|Momsunderlag
taxes=Moms|Momsbelopp
gross=Summa inkl. moms|Totalbelopp|Fakturabelopp|Totalt inkl. moms
paid=Erhållet förskott|Tidigare betalt
due_sum=Kvar att betala|Att betala|Belopp att betala
rounding=Öresavrundning
incl=Alla priser är inklusive moms.
reverse=Omvänd betalningsskyldighet
carry=Transport
page=Sida {n} ({m})
account=Betalning till
slip=Inbetalningsavi|Betalningsavi
thanks=Har du frågor? Ring oss på vardagar.|Med vänlig hälsning
orig=Avser faktura
note=Detta är ingen faktura.
goods=Nätavgift fast del|Konsulttimmar enligt tidrapport|Wellpapplådor dubbelwell utan tryck med handtag, format 600 x 400 x 400 mm|Trappstädning|Ultraljud buk|Fiberanslutning 250 Mbit/s|Rostfri skruv M8x40|Budtjänst express
units=st|tim|kWh|post|mån
[pl]
title=Faktura|Faktura VAT|Faktura sprzedaży
credit=Faktura korygująca|Korekta faktury
no=Faktura pro forma|Dokument WZ|Wyciąg z konta|Oferta|Potwierdzenie zamówienia|Wezwanie do zapłaty
number=Numer faktury|Faktura nr|Nr dokumentu
date=Data wystawienia|Wystawiono dnia|Data faktury
due=Termin płatności|Zapłata do|Płatne do
duesaid=Prosimy o zapłatę do dnia {d}.
terms=Płatność: przelew {n} dni
po=Nr zamówienia|Zamówienie klienta|Państwa zamówienie
cust=Nr klienta
period=Okres rozliczeniowy
delivery=Nr WZ|Data sprzedaży
contact=Osoba kontaktowa
from=Sprzedawca|Wystawca
to=Nabywca|Kupujący
vatid=NIP|NIP UE
item=Nazwa towaru lub usługi|Opis
qty=Ilość
price=Cena netto|Cena jedn. netto
amount=Wartość netto|Kwota netto
rate=VAT|Stawka VAT
disc=Rabat
code=Kod
sub=Suma pozycji
allow=Rabat {p}
charge=Dopłata paliwowa|Koszty wysyłki
net=Razem netto|Wartość netto razem|Suma netto
tax=VAT {r}|Podatek VAT {r}
base=Wartość netto|Netto
taxes=Kwota VAT|VAT
gross=Razem brutto|Wartość brutto razem|Suma brutto
paid=Zapłacono|Zaliczka
due_sum=Do zapłaty|Pozostaje do zapłaty
rounding=Zaokrąglenie
incl=Ceny zawierają podatek VAT.
reverse=Odwrotne obciążenie
carry=Z przeniesienia
page=Strona {n} z {m}
account=Rachunek bankowy
slip=Polecenie przelewu
thanks=Dziękujemy za zaufanie.
orig=Dotyczy faktury
note=To nie jest faktura.
goods=Opłata stała za sieć|Godziny doradztwa wg zestawienia|Kartony pięciowarstwowe bez nadruku z uchwytami, format 600 x 400 x 400 mm|Sprzątanie klatki|Łącze światłowodowe|Śruba nierdzewna M8x40
units=szt.|godz.|kWh|mies.
[cs]
title=Faktura|Faktura - daňový doklad|Daňový doklad
credit=Dobropis|Opravný daňový doklad
no=Zálohová faktura|Dodací list|Výpis z účtu|Nabídka|Potvrzení objednávky|Upomínka
number=Číslo faktury|Faktura č.|Číslo dokladu
date=Datum vystavení|Vystaveno dne
due=Datum splatnosti|Splatnost|Splatné do
duesaid=Částku uhraďte prosím do {d}.
terms=Splatnost faktury: {n} dní
po=Číslo objednávky|Vaše objednávka
cust=Číslo zákazníka
period=Fakturované období
delivery=Dodací list č.|Datum zdan. plnění
contact=Vyřizuje
from=Dodavatel|Prodávající
to=Odběratel|Kupující
vatid=DIČ
item=Popis|Název položky
qty=Množství|Počet
price=Cena za jednotku|Jedn. cena
amount=Základ|Cena celkem bez DPH
rate=DPH %|Sazba DPH
disc=Sleva
code=Kód
sub=Mezisoučet
allow=Sleva {p}
charge=Palivový příplatek|Doprava a balné
net=Celkem bez DPH|Základ daně celkem
tax=DPH {r}|Daň {r}
base=Základ daně|Základ
taxes=DPH|Výše DPH
gross=Celkem s DPH|Celkem včetně DPH|Částka celkem
paid=Uhrazeno zálohou|Zaplacená záloha
due_sum=K úhradě|Zbývá uhradit
rounding=Zaokrouhlení
incl=Ceny jsou včetně DPH.
reverse=Daň odvede zákazník
carry=Převod
page=Strana {n} z {m}
account=Bankovní spojení
slip=Příkaz k úhradě
thanks=Děkujeme za Vaši důvěru.
orig=K faktuře č.
note=Toto není faktura.
goods=Stálý plat za síť|Hodiny poradenství dle výkazu|Krabice pětivrstvé bez potisku s úchyty, formát 600 x 400 x 400 mm|Úklid schodiště|Optická linka|Šroub nerez M8x40
units=ks|hod|kWh|měs.
[hu]
title=Számla|Elektronikus számla
credit=Jóváíró számla|Helyesbítő számla
no=Díjbekérő|Szállítólevél|Folyószámla-kivonat|Árajánlat|Rendelés visszaigazolás|Fizetési felszólítás
number=Számla sorszáma|Számlaszám|Sorszám
date=Számla kelte|Kiállítás dátuma
due=Fizetési határidő|Esedékesség
duesaid=Kérjük az összeget {d} napjáig átutalni.
terms=Fizetési mód: átutalás, {n} nap
po=Rendelésszám|Megrendelés száma
cust=Ügyfélszám
period=Elszámolási időszak
delivery=Szállítólevél száma|Teljesítés dátuma
contact=Ügyintéző
from=Eladó|Szállító|Kibocsátó
to=Vevő
vatid=Közösségi adószám
item=Megnevezés
qty=Mennyiség|Menny.
price=Nettó egységár|Egységár
amount=Nettó érték|Nettó ár
rate=ÁFA|ÁFA kulcs
disc=Kedv.
code=Cikkszám
sub=Részösszeg
allow=Kedvezmény {p}
charge=Üzemanyag felár|Szállítási költség
net=Nettó összesen|Összesen nettó
tax=ÁFA {r}|{r} áfa
base=Nettó érték|Adóalap
taxes=ÁFA összege|ÁFA érték
gross=Bruttó összesen|Bruttó végösszeg|Számla végösszege
paid=Előleg|Már fizetve
due_sum=Fizetendő|Fizetendő összeg
rounding=Kerekítés
incl=Az árak az áfát tartalmazzák.
reverse=Fordított adózás
carry=Áthozat
page=Oldal: {n}/{m}
account=Bankszámla
slip=Átutalási megbízás
thanks=Köszönjük megrendelését.
orig=Eredeti számla
note=Ez nem számla.
goods=Hálózati alapdíj|Tanácsadás órái kimutatás szerint|Ötrétegű karton nyomtatás nélkül fogantyúval, 600 x 400 x 400 mm méretben|Lépcsőház takarítás|Rozsdamentes csavar M8x40
units=db|óra|kWh|hó
[fi]
title=Lasku|Kuukausilasku
credit=Hyvityslasku
no=Proformalasku|Lähetysluettelo|Tiliote|Tarjous|Tilausvahvistus|Maksumuistutus
number=Laskun numero|Laskunumero|Lasku nro
date=Laskun päiväys|Päivämäärä|Laskupäivä
due=Eräpäivä|Viimeinen maksupäivä
duesaid=Pyydämme maksamaan laskun viimeistään {d}.
terms=Maksuehto: {n} pv netto
po=Ostotilausnumero|Tilausnumero|Tilauksenne
cust=Asiakasnumero
period=Laskutuskausi
delivery=Lähetysnumero|Toimituspäivä
contact=Yhteyshenkilö
from=Myyjä|Laskuttaja
to=Ostaja|Laskutusosoite|Asiakas
vatid=ALV-numero|ALV-tunniste|VAT-tunnus
item=Kuvaus|Nimike
qty=Määrä|Kpl
price=Yksikköhinta|À-hinta
amount=Veroton|Rivisumma
rate=ALV %|Alv
disc=Alennus
code=Tuotenro
sub=Välisumma
allow=Alennus {p}
charge=Polttoainelisä|Toimituskulut
net=Veroton yhteensä|Yhteensä ilman veroa|Summa veroton
tax=ALV {r}|Arvonlisävero {r}
base=Veroton|Veron peruste
taxes=Vero|ALV
gross=Yhteensä|Verollinen yhteensä|Laskun loppusumma
paid=Ennakkomaksu|Maksettu
due_sum=Maksettava|Maksettavaa yhteensä
rounding=Pyöristys
incl=Hinnat sisältävät arvonlisäveron.
reverse=Käännetty verovelvollisuus
carry=Siirto
page=Sivu {n} ({m})
account=Saajan tili
slip=Tilisiirto
thanks=Kiitos tilauksestanne.
orig=Alkuperäinen lasku
note=Tämä ei ole lasku.
goods=Verkkomaksu kiinteä|Konsultointitunnit erittelyn mukaan|Aaltopahvilaatikko painamaton kahvoilla, koko 600 x 400 x 400 mm|Porrassiivous|Ruostumaton ruuvi M8x40
units=kpl|h|kWh|kk
[pt]
title=Fatura|Fatura/Recibo|Fatura mensal
credit=Nota de crédito
no=Fatura pró-forma|Guia de remessa|Extrato de conta|Orçamento|Confirmação de encomenda|Aviso de pagamento
number=Fatura n.º|N.º da fatura|Número do documento
date=Data de emissão|Data|Data da fatura
due=Data de vencimento|Vencimento|Pagar até
duesaid=O valor deve ser pago até {d}.
terms=Condições de pagamento: {n} dias
po=Nota de encomenda|V/ encomenda|N.º encomenda
cust=N.º cliente|Cód. cliente
period=Período de faturação
delivery=Guia n.º|Data de entrega
contact=Gestor de cliente
from=Emitente|Fornecedor|Vendedor
to=Faturado a|Cliente|Exmo.(s) Sr.(s)
vatid=NIF|Contribuinte n.º
item=Descrição|Designação
qty=Quantidade|Qtd.
price=Preço unitário|P. unit.
amount=Valor|Valor líquido
rate=IVA %|Taxa IVA
disc=Desc.
code=Código
sub=Subtotal|Total ilíquido
allow=Desconto {p}
charge=Sobretaxa de combustível|Portes de envio
net=Total sem IVA|Total líquido|Incidência
tax=IVA {r}|IVA ({r})
base=Base tributável|Incidência
taxes=Valor IVA|IVA
gross=Total com IVA|Total da fatura|Total do documento
paid=Adiantamento|Já pago
due_sum=Valor a pagar|Total a pagar
rounding=Arredondamento
incl=Todos os preços incluem IVA.
reverse=IVA - autoliquidação
carry=A transportar
page=Página {n} de {m}
account=Pagar para
slip=Talão de pagamento
thanks=Gratos pela preferência.
orig=Ref. à fatura
note=Este documento não serve de fatura.
goods=Tarifa fixa de rede|Horas de consultoria conforme mapa|Caixas de cartão duplo sem impressão com pegas, formato 600 x 400 x 400 mm|Limpeza de escadas|Parafuso inox M8x40
units=un|h|kWh|mês
[da]
title=Faktura|Samlefaktura|Regning
credit=Kreditnota
no=Proformafaktura|Følgeseddel|Kontoudtog|Tilbud|Ordrebekræftelse|Betalingspåmindelse
number=Fakturanr.|Fakturanummer|Faktura nr.
date=Fakturadato|Dato|Udstedt
due=Forfaldsdato|Sidste rettidige betaling|Betales senest
duesaid=Beløbet bedes indbetalt senest {d}.
terms=Betalingsbetingelser: netto {n} dage
po=Rekvisitionsnr.|Jeres ordrenr.|Indkøbsordre
cust=Kundenr.
period=Periode
delivery=Følgeseddel nr.|Leveringsdato
contact=Sagsbehandler
from=Leverandør|Sælger
to=Faktureres til|Kunde|Køber
vatid=CVR-nr.|SE-nr.|Momsnr.
item=Beskrivelse|Varetekst
qty=Antal
price=Stykpris|Enhedspris
amount=Beløb|Linjebeløb
rate=Moms %
disc=Rabat
code=Varenr.
sub=Varebeløb|Subtotal
allow=Rabat {p}
charge=Brændstoftillæg|Fragt
net=I alt ekskl. moms|Nettobeløb|Momspligtigt beløb
tax=Moms {r}|{r} moms
base=Momsgrundlag
taxes=Moms|Momsbeløb
gross=I alt inkl. moms|Total|Fakturatotal
paid=Modtaget a conto|Allerede betalt
due_sum=Til betaling|At betale|Restbeløb
rounding=Afrunding
incl=Alle priser er inkl. moms.
reverse=Omvendt betalingspligt
carry=Transport
page=Side {n} af {m}
account=Betales til
slip=Indbetalingskort
thanks=Tak for handlen.
orig=Vedr. faktura
note=Dette er ikke en faktura.
goods=Netabonnement|Rådgivningstimer iflg. opgørelse|Papkasser dobbeltbølge uden tryk med håndtag, format 600 x 400 x 400 mm|Trappevask|Rustfri skrue M8x40
units=stk.|timer|kWh|md.
[el]
title=Τιμολόγιο|Τιμολόγιο πώλησης|Τιμολόγιο παροχής υπηρεσιών
credit=Πιστωτικό τιμολόγιο
no=Προτιμολόγιο|Δελτίο αποστολής|Κίνηση λογαριασμού|Προσφορά
number=Αριθμός τιμολογίου|Αρ. τιμολογίου|Αριθμός
date=Ημερομηνία έκδοσης|Ημερομηνία
due=Ημερομηνία λήξης|Πληρωτέο έως
duesaid=Παρακαλούμε εξοφλήστε το ποσό έως {d}.
terms=Όροι πληρωμής: {n} ημέρες
po=Αριθμός παραγγελίας|Παραγγελία σας
cust=Κωδικός πελάτη
period=Περίοδος
delivery=Δελτίο αποστολής
contact=Υπεύθυνος
from=Πωλητής|Εκδότης
to=Πελάτης|Στοιχεία πελάτη
vatid=ΑΦΜ
item=Περιγραφή
qty=Ποσότητα
price=Τιμή μονάδας
amount=Αξία|Καθαρή αξία
rate=ΦΠΑ %
disc=Έκπτωση
code=Κωδικός
sub=Μερικό σύνολο
allow=Έκπτωση {p}
charge=Μεταφορικά
net=Καθαρή αξία|Σύνολο χωρίς ΦΠΑ
tax=ΦΠΑ {r}
base=Καθαρή αξία
taxes=ΦΠΑ
gross=Σύνολο με ΦΠΑ|Γενικό σύνολο
paid=Προκαταβολή
due_sum=Πληρωτέο ποσό
rounding=Στρογγυλοποίηση
incl=Οι τιμές περιλαμβάνουν ΦΠΑ.
reverse=Αντίστροφη επιβάρυνση
carry=Εκ μεταφοράς
page=Σελίδα {n} από {m}
account=Τράπεζα
slip=Απόδειξη πληρωμής
thanks=Ευχαριστούμε για τη συνεργασία.
orig=Σχετικό τιμολόγιο
note=Το παρόν δεν είναι τιμολόγιο.
goods=Πάγιο δικτύου|Ώρες συμβούλου|Χαρτοκιβώτια διπλού τοιχώματος 600 x 400 x 400 mm|Καθαρισμός κλιμακοστασίου
units=τεμ|ώρες|kWh|μήνας
"""


def _read(text: str) -> dict[str, dict[str, list[str]]]:
    words: dict[str, dict[str, list[str]]] = {}
    for line in text.strip().splitlines():
        if line.startswith("["):
            language = words.setdefault(line.strip("[]"), {})
        else:
            key, _, some = line.partition("=")
            language[key] = some.split("|")
    return words


WORDS = _read(_TEXT)

# Places: language, country, currencies, written numbers, dates, rates
PLACES = {
    "de": ("de", "DE", "EUR", "1.234,56|1 234,56", "%d.%m.%Y|%-d. {G} %Y|%Y-%m-%d", "19 7"),
    "at": ("de", "AT", "EUR", "1.234,56", "%d.%m.%Y|%d.%m.%y", "20 10"),
    "ch": ("de", "CH", "CHF", "1'234.56|1’234.56", "%d.%m.%Y|%-d. {G} %Y", "8.1 2.6"),
    "romandy": ("fr", "CH", "CHF|EUR", "1'234.56", "%d.%m.%Y|%-d {G} %Y", "8.1"),
    "ticino": ("it", "CH", "CHF", "1'234.56", "%d.%m.%Y", "8.1"),
    "gb": ("en", "GB", "GBP|EUR", "1,234.56", "%d/%m/%Y|%-d {G} %Y|%d %b %Y|%Y-%m-%d", "20"),
    "us": ("en", "US", "USD", "1,234.56", "%m/%d/%Y|{b} %-d, %Y|{G} %-d, %Y", "8.25 6.5"),
    "fr": ("fr", "FR", "EUR", "1 234,56|1234,56", "%d/%m/%Y|%-d {G} %Y|%d-%m-%Y", "20 10"),
    "it": ("it", "IT", "EUR", "1.234,56", "%d/%m/%Y|%d.%m.%Y|%-d {G} %Y", "22 4"),
    "es": ("es", "ES", "EUR", "1.234,56", "%d/%m/%Y|%-d de {G} de %Y|%d.%m.%Y", "21 10"),
    "nl": ("nl", "NL", "EUR", "1.234,56", "%d-%m-%Y|%-d {G} %Y", "21 9"),
    "be": ("nl", "BE", "EUR", "1.234,56|1 234,56", "%d/%m/%Y|%-d {G} %Y", "21 6"),
    "sv": ("sv", "SE", "SEK", "1 234,56|1.234,56", "%Y-%m-%d|%-d {G} %Y|%y-%m-%d", "25 6"),
    "da": ("da", "DK", "DKK", "1.234,56", "%d.%m.%Y|%-d. {G} %Y|%d-%m-%y", "25"),
    "pl": ("pl", "PL", "PLN", "1 234,56", "%Y-%m-%d|%d.%m.%Y", "23 8"),
    "cs": ("cs", "CZ", "CZK", "1 234,56", "%d.%m.%Y|%-d. %-m. %Y", "21 12"),
    "hu": ("hu", "HU", "EUR|HUF", "1 234,56", "%Y.%m.%d.|%Y. {G} %-d.|%Y-%m-%d", "27 5"),
    "fi": ("fi", "FI", "EUR", "1 234,56", "%d.%m.%Y|%-d.%-m.%Y", "25.5 14"),
    "pt": ("pt", "PT", "EUR", "1.234,56|1 234,56", "%d-%m-%Y|%d/%m/%Y|%Y-%m-%d", "23 6"),
    "el": ("el", "GR", "EUR", "1.234,56", "%d/%m/%Y|%d.%m.%Y", "24 13"),
}

# Places: brands | legal forms | streets | towns
SELLERS = {
    "de": ("Weserglas|Küppers Kartonagen|Praxis am Markt|Nordwind Stadtwerke|Ahrens und Söhne Spedition",
           "GmbH|AG|GmbH & Co. KG|e.K.|mbH", "Bremer Straße|Am Alten Hafen", "28195 Bremen|59065 Hamm"),
    "at": ("Traunsee Wasserkraft|Hofstetter Rohrbau", "GmbH|AG|OG", "Salzburger Straße|Kirchengasse",
           "4810 Gmunden|6020 Innsbruck"),
    "ch": ("Hallwil Netzwerke|Kübler Schreinerei|Emmental Fracht", "AG|GmbH", "Dorfstrasse|Am Bach",
           "5000 Aarau|3550 Langnau"),
    "romandy": ("Jorat Services|Menuiserie Favre", "SA|Sàrl", "rue du Lac|chemin des Vignes",
                "1800 Vevey|2000 Neuchâtel"),
    "ticino": ("Ceresio Informatica|Falegnameria Bernasconi", "SA|Sagl", "Via Nassa|Via Stazione",
               "6900 Lugano|6600 Locarno"),
    "gb": ("Thornbury Water|Pemberton Couriers|Ashdown Clinic|Wrexley Software", "Ltd|Limited|LLP|PLC",
           "High Street|Station Approach", "Guildford GU1 3AA|Cardiff CF10 1EP"),
    "us": ("Redwood Data Labs|Lakeshore Dental Supply|Summit Ridge Freight|Bluebonnet Power", "Inc.|LLC|Corp.|L.P.",
           "Main Street|Oak Avenue", "Austin, TX 78701|Duluth, MN 55802"),
    "fr": ("Papeterie Lanvin|Eaux de Garonne|Messagerie Rhodanienne|Cabinet Aubry", "SAS|SARL|SA|SNC",
           "avenue Jean Jaurès|rue Pasteur", "69007 Lyon|33000 Bordeaux"),
    "it": ("Cartiera Valtrompia|Acque del Piave|Corrieri Emiliani|Studio Medico Ferri", "S.r.l.|S.p.A.|S.a.s.",
           "Viale Europa|Via Garibaldi", "25121 Brescia|40121 Bologna"),
    "es": ("Cartonajes Duero|Aguas del Segura|Mensajería Galaica|Clínica Montesa", "S.L.|S.A.|S.L.P.",
           "Calle Real|Paseo de la Estación", "47001 Valladolid|30001 Murcia"),
    "nl": ("Zaanse Kartonnage|Waterkring Gelre|Koeriersdienst Maas", "B.V.|N.V.", "Dorpsstraat|Industrieweg",
           "1506 AB Zaandam|6811 KM Arnhem"),
    "be": ("Dender Verpakking|Leie Koeriers", "BV|NV", "Stationsstraat|Nieuwstraat", "9300 Aalst|8500 Kortrijk"),
    "sv": ("Vätterns Energi|Hjalmarsson Kartong|Budcentralen Väst", "AB|KB|HB", "Drottninggatan|Industrigatan",
           "553 20 Jönköping|411 06 Göteborg"),
    "da": ("Limfjord Vand|Kjeldsen Emballage|Budcentralen Fyn", "A/S|ApS", "Algade|Industrivej",
           "9000 Aalborg|5000 Odense C"),
    "pl": ("Wodociągi Mazurskie|Opakowania Wiśniewski|Kurier Śląski", "Sp. z o.o.|S.A.|sp.j.",
           "ul. Polna|ul. Warszawska", "10-001 Olsztyn|40-014 Katowice"),
    "cs": ("Labské vodárny|Obaly Dvořák|Kurýr Morava", "s.r.o.|a.s.", "Masarykova|Palackého",
           "500 02 Hradec Králové|779 00 Olomouc"),
    "hu": ("Tisza Vízművek|Kovács Csomagoló|Duna Futár", "Kft.|Zrt.|Bt.", "Kossuth utca|Petőfi tér",
           "6720 Szeged|1051 Budapest"),
    "fi": ("Pielisen Vesi|Pakkaus-Virtanen|Satakunnan Lähetti", "Oy|Ky|Oyj", "Asemakatu|Tehtaantie",
           "80100 Joensuu|28100 Pori"),
    "pt": ("Águas do Vouga|Embalagens Carvalho|Estafetas do Norte", "Lda.|S.A.", "Rua do Comércio|Avenida Central",
           "3800-001 Aveiro|4700-001 Braga"),
    "el": ("Υδάτινα Έργα Θεσσαλίας|Συσκευασίες Παππάς|Ταχυμεταφορές Αιγαίου", "Α.Ε.|Ε.Π.Ε.|Ο.Ε.",
           "Οδός Ερμού|Λεωφόρος Νίκης", "54624 Θεσσαλονίκη|38221 Βόλος"),
}  # fmt: skip

BUYERS = ("Aldersbach Maschinenbau GmbH|Crossfield Foods Ltd|Ateliers Morvan SAS|Lombarda Valvole S.p.A.|"
          "Conservas Ulloa S.A.|Veenstra Tuinbouw B.V.|Norrlands Plåt AB|Jysk Mejeri A/S|Stocznia Bałtyk S.A.|"
          "Pivovar Hradiště a.s.|Pannon Gépgyár Kft.|Karjalan Saha Oy|Vinhos da Serra Lda.|Hudson Valley Paper LLC|"
          "Thurtal Käserei AG|Ελαιουργική Μεσσηνίας Α.Ε.")  # fmt: skip
PEOPLE = "Dr. K. Behrens|Fiona Marsh|Luc Girard|Marta Bianchi|I. Navarro|P. de Boer|Sara Ek|J. Horák"

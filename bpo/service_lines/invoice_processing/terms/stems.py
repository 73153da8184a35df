"""Beginnings of the words that labels are put together from, so that a phrase nobody listed is understood.

Folded, by the idea they stand for; a word belongs to an idea if it begins with one of its stems, or is the stem
where a full stop ends it ("le.").
"""

from ..wordset import wordset

STEMS: dict[str, frozenset[str]] = {
    "document": wordset(
        "invoic. invoice. rechnung beleg faktur. faktura. facture. avoir. fattura. factura. factuur. creditnota. "
        "fakt. fatt. fra. fac. fakturan. lasku. laskun. dokumentu. dokumentet. regning. regningen. piece. bilag. "
        "fatura. faktury. faktura rg. re. inv. doc. document. dokument. documento. bill. fakturanummer gutschrift "
        "dobropis. kreditnota. kreditfaktura. abono. dokladu. doklad. nota. faturacao facturacion facturation "
        "fatturazione billing. billed. fakturering fakturacni"
    ),
    "earlier": wordset(
        "eredeti. rectifica. storno. retifica. opravuje. koryguje. hyvitetaan. annule. collegata. original. origin. "
        "corrects. corrected. korrektur ursprung ursprungliche origine. concernee. initiale. rettific riferimento. "
        "rectific origen. oorspronkelijke betreft. avser. krediterar vedr. krediterer gjelder. hyvittaa alkuperainen "
        "dotyczy. origem. puvodni vorherige bezug previous. precedente. anterior. vorige. foregaende forrige. "
        "edellinen. poprzednia. predchozi"
    ),
    "place": wordset(
        "address. adresse. adres. adress. anschrift. indirizzo. direccion. morada. adresa. osoite. local. luogo. "
        "lieu. lugar. miejsce. misto. sted."
    ),
    "deliver": wordset(
        "deliver delivery. ship. shipping. liefer livraison. livre. consegna. destinazione. entrega. envio. enviar. "
        "lever levering aflever toimitus dostaw dodaci dodani odbior"
    ),
    "order": wordset(
        "order. orders. purchase. po. bestell auftrag commande. ordine. pedido. inkooporder bestel. bestelling. "
        "bestallning. ordre. bestilling rekvisition indkob innkjop tilaus. tilauks encomenda. zamowieni objednavk"
    ),
    "yours": wordset(
        "your. customer. customers. client. buyer. ihre. ihr. kunden votre. vos. v. vs. vostro. vostra. su. cliente. "
        "uw. klant er. ert. eran deres. jeres. kundens. kundes asiakkaan. vossa. vosso. sua. panstwa. klienta. "
        "nabywcy. vase. odberatele. zakaznika. purchase. ostajan."
    ),
    "ours": wordset(
        "our. unser. unsere. notre. nos. n. ns. nostro. nuestra. nuestro. onze. ons. var. vart. vores. vare. nossa. "
        "nosso. nasz. nasze. nase."
    ),
    "pay": wordset(
        "voldoen. voldaan. zaplaty. zaplata. ingresar. saldare. liquidar. erlagga. rettidige. maksettavaksi. abonar. "
        "pay. payable. payment. paid. settle. zahl zahlbar bezahl uberweis begleich payer. paiement. regler. "
        "reglement. pagare. pagamento. pagar. pago. betal betaling betala. betales. betalas. betalt. maksettav maksu. "
        "zaplat platn platnosc. uhrad splatn remit."
    ),
    "issue": wordset(
        "issue. issued. dated. raised. ausgestellt. ausstellung ausstellungs emis. emise. emission. emesso. emessa. "
        "emissione. emitid emision. emissao. expedicion. expedida. opgemaakt. opgesteld. uitgifte. utfardad "
        "utfardande utstalld. udstedt. udstedelse utstedt. utstedelse wystaw vystav vyhotov kiallit laadittu. kelt. "
        "kelte."
    ),
    "discount": wordset(
        "discount. rebate. rabatt. rabat. rabatter. nachlass remise. rabais. sconto. sconti. descuento. dto. dcto. "
        "bonificac korting alennus alennuk desconto. descontos. upust. slev kedvezmen"
    ),
    "freight": wordset(
        "freight. carriage. postage. packing. packaging. shipping. forwarding. handling. fracht versand porto. "
        "verpackung. frais. port. expedition. transport. spese. trasporto. imballo. imballaggio. portes. gastos. "
        "envio. embalaje. manipulacion. verzend vracht bezorgkosten transportkosten frakt emballage. emballasje. "
        "fragt. gebyr. forsendelse. rahti toimituskul toimitusmaksu. koszt wysylk opakowan dopravne. doprava. "
        "prepravne. postovne. balne. szallitasi. koltseg. embalagem. transporte."
    ),
    "prepaid": wordset(
        "deposit. advance. prepayment. prepaid. anzahlung anzahlungen. vorauszahlung acompte. acomptes. acconto. "
        "acconti. anticipo. aanbetaling. voorschot. vooruitbetaling. forskott. forskudd. forudbetaling. aconto. "
        "ennakko. ennakkomaksu. adiantamento. sinal. zaliczk zaloh eloleg."
    ),
    "rest": wordset(
        "balance. rest. restbetrag. restbelopp. restbelob. saldo. solde. remaining. remainder. outstanding. offen. "
        "offener. verbleib reste. restant. resto. resta. resteert. resterend residuo. pendiente. kvar. aterstar. "
        "gjenstar jaa. jaljella pozostaj zbyva. hatralek"
    ),
    "line": wordset(
        "lines. line. items. item. position positionen lignes. righe. riga. lineas. linhas. regels. rader. linjer. "
        "rivit. rivien. pozycji pozycje. polozek. tetelek goods. merce. merci. waren. varor. varer. tuotteet. "
        "artikelen. marchandises. mercancias."
    ),
    "due": wordset(
        "eraantyy. eraantymis scade. scad. vto. vcto. forf. falls. forfalls forfalds esedek due. falligkeit fallig "
        "echeance. exigible. scadenza. scadenze. vencimiento. vence. verval. vervalt. vervaldatum forfall. forfallo "
        "forfalder. forfald forfaller. erapaiva vencimento. termin. splatnost splatno. maturity. limite."
    ),
    "date": wordset("date. datum. dato. data. fecha. paiva. pvm. day. jour. tag. giorno. dia. paivays. den."),
    "until": wordset(
        "sidste. senaste. latest. ultimo. viimeinen. hasta. em. by. before. until. on. deadline. bis. am. zum. "
        "spatestens. le. avant. entro. il. antes. del. el. op. voor. uiterlijk. senast. senest. innen. viimeistaan. "
        "mennessa. ate. do. dnia. dne. tot."
    ),
    "total": wordset(
        "lacznie. ogolem. osszesen. soma. total. totals. totale. totaal. totalt. totaux. summe. gesamt gesamtbetrag "
        "gesamtsumme betrag. montant. importo. importe. bedrag. belopp. summa. sum. i. alt. belob. belop. yhteensa. "
        "valor. razem. kwota. wartosc. suma. celkem. castka. amount. somme. rechnungsbetrag endbetrag"
    ),
    "without": wordset(
        "tributavel. tributable. veroton. bases. base. zaklad. zakladu. excl. exclusive. excluding. ex. before. net. "
        "netto. nettobetrag ohne. exkl. eks. ekskl. ht. hors. htva. sin. senza. zonder. exclusief. utan. uden. uten. "
        "sem. bez. imponibile. imponible. taxable. nett. nettosumme."
    ),
    "with": wordset(
        "incl. inc. including. inclusive. inkl. inklusive. brutto. bruttobetrag ttc. ivato. iva-incl. con. mit. "
        "inclusief. med. sis. com. s. z. vcetne. verollinen. gross. comprise. compris. inclusa. incluido. lordo. c. "
        "bruto. compresa."
    ),
    "vat": wordset(
        "igst. cgst. sgst. taxe. cuota. danove. vat. tax. taxes. mwst. ust. umsatzsteuer mehrwertsteuer steuer tva. "
        "iva. imposta. impuesto. btw. moms. mva. merverdiavgift alv. arvonlisavero arvonlisaveroa dph. dan. dane. "
        "gst. afa."
    ),
    "number": wordset(
        "nr. nummer. nro. cislo. sequence. id. kod. ref. referenz. reference. referencia. riferimento. rif. viite."
    ),
    "filler": wordset(
        "less. minus. abzgl. abzuglich. zzgl. plus. moins. meno. menos. avgar. fratrukket. heraf. udzielony. "
        "poskytnuta. recu. ricevuto. versato. verse. received. recibido. entregado. erhalten erhaltene. geleistete. "
        "mottag modtaget. recebido. otrzymana. prijata. deduit. dedurre. gia. deja. ogolny. final. finale. global. "
        "globale. &. en. og. och. ja. i. y. e. as. per. our. on. the. of. de. la. l. du. des. d. der. die. das. den. "
        "von. di. della. del. van. het. av. af. et. und. a. to. for. in. eur. usd. gbp. chf. sek. nok. dkk. pln. czk. "
        "please. bitte. is. zu. te. att. at. til. k. this. full. sie. no. o."
    ),
}


_TAILS = {
    "date": wordset("datum datumet dato dag tag pvm paiva date"),
    "number": wordset("nummer nummeret nr numero nro szam"),
    "discount": wordset("rabatt rabat korting alennus nachlass"),
    "freight": wordset("fracht frakt fragt kosten kostnad versand pauschale"),
    "place": wordset("adresse adress adres anschrift osoite"),
    "total": wordset("belopp belop belob betrag bedrag summe summa sum total"),
}
"""Second halves of words that are written together: "Forfaldsdag", "Bestellnummer", "Laskutusosoite"."""
_ALONE = frozenset({"discount"})
"""Second halves that say enough whatever stands before them: "Mengenrabatt", "Kwantumkorting"."""


def ideas_of(word: str) -> frozenset[str]:
    """What a folded word may mean; one that is two words written together means both."""
    found = _plainly(word)
    for idea, tails in _TAILS.items():
        for tail in tails:
            head = word.removesuffix(tail)
            if len(head) < len(word) and len(head) >= 3:
                if idea in _ALONE:
                    return found | {idea, "filler"}
                for front in (head, head.removesuffix("s"), head.removesuffix("n")):
                    if meant := _plainly(front):
                        return found | meant | {idea}
    return found


def _plainly(word: str) -> frozenset[str]:
    return frozenset(
        idea
        for idea, stems in STEMS.items()
        if any(word == stem[:-1] if stem.endswith(".") else word.startswith(stem) for stem in stems)
    )

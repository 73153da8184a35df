"""Beginnings of the words that labels are put together from, so that a phrase nobody listed is understood.

Folded, by the idea they stand for; a word belongs to an idea if it begins with one of its stems, or is the stem
where a full stop ends it ("le.").
"""

from ..wordset import wordset

STEMS: dict[str, frozenset[str]] = {
    "document": wordset(
        "invoic. invoice. rechnung beleg faktur. faktura. facture. avoir. fattura. factura. factuur. creditnota. "
        "fakturan. lasku. laskun. fatura. faktury. faktura rg. re. inv. doc. document. dokument. documento. bill. "
        "fakturanummer gutschrift dobropis. kreditnota. kreditfaktura. abono. dokladu. doklad. nota. "
        "faturacao facturacion facturation fatturazione bill. billing. billed. fakturering fakturacni"
    ),
    "earlier": wordset(
        "original. origin. corrects. corrected. korrektur ursprung ursprungliche origine. concernee. initiale. "
        "rettific riferimento. rectific origen. oorspronkelijke betreft. avser. krediterar vedr. krediterer gjelder. "
        "hyvittaa alkuperainen dotyczy. origem. puvodni vorherige bezug previous. precedente. anterior. vorige. "
        "foregaende forrige. edellinen. poprzednia. predchozi"
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
        "your. customer. customers. client. buyer. ihre. ihr. kunden votre. vos. v. client. vs. vostro. vostra. su. "
        "cliente. uw. klant er. ert. eran deres. jeres. kundens. kundes asiakkaan. vossa. vosso. sua. panstwa. "
        "klienta. nabywcy. vase. odberatele. zakaznika. purchase. ostajan."
    ),
    "ours": wordset(
        "our. unser. unsere. notre. nos. n. ns. nostro. nuestra. nuestro. onze. ons. var. vart. vores. vare. vart. "
        "nossa. nosso. nasz. nasze. nase."
    ),
    "pay": wordset(
        "pay. payable. payment. paid. settle. zahl zahlbar bezahl uberweis begleich payer. paiement. regler. "
        "reglement. payable. pagare. pagamento. pagar. pago. abonar. betal betaling betala. betales. betalas. betalt. "
        "maksettav maksu. zaplat platn platnosc. uhrad splatn pagamento. remit."
    ),
    "due": wordset(
        "due. falligkeit fallig echeance. exigible. scadenza. scadenze. vencimiento. vence. verval. vervalt. "
        "vervaldatum forfall. forfallo forfalder. forfald forfaller. erapaiva vencimento. termin. splatnost splatno. "
        "maturity. limite."
    ),
    "date": wordset("date. datum. dato. data. fecha. paiva. pvm. day. jour. tag. giorno. dia. paivays. den."),
    "until": wordset(
        "by. before. until. on. deadline. bis. am. zum. spatestens. le. avant. entro. il. antes. hasta. del. el. op. "
        "voor. uiterlijk. senast. senest. innen. viimeistaan. mennessa. ate. do. dnia. dne. tot."
    ),
    "total": wordset(
        "total. totals. totale. totaal. totalt. totaux. summe. gesamt gesamtbetrag gesamtsumme betrag. montant. "
        "importo. importe. bedrag. belopp. summa. sum. i. alt. belob. belop. yhteensa. summa. valor. razem. kwota. "
        "wartosc. suma. celkem. castka. amount. somme. rechnungsbetrag endbetrag"
    ),
    "without": wordset(
        "excl. exclusive. excluding. ex. before. net. netto. nettobetrag ohne. exkl. eks. ekskl. ht. hors. htva. "
        "sin. senza. zonder. exclusief. utan. uden. uten. veroton. sem. bez. imponibile. imponible. taxable. nett. "
        "exkl. nettosumme."
    ),
    "with": wordset(
        "incl. inc. including. inclusive. inkl. inklusive. brutto. bruttobetrag ttc. ivato. iva-incl. con. mit. "
        "inclusief. med. sis. com. s. z. vcetne. verollinen. gross. comprise. compris. inclusa. incluido. lordo. c. "
        "bruto. compresa."
    ),
    "vat": wordset(
        "vat. tax. taxes. mwst. ust. umsatzsteuer mehrwertsteuer steuer tva. iva. imposta. impuesto. btw. moms. mva. "
        "merverdiavgift alv. arvonlisavero arvonlisaveroa dph. dan. dane. gst. afa."
    ),
    "number": wordset(
        "nr. nummer. nro. cislo. sequence. id. kod. ref. referenz. reference. referencia. riferimento. viite."
    ),
    "filler": wordset(
        "the. of. de. la. l. du. des. d. der. die. das. den. von. di. della. del. van. het. av. af. en. et. und. a. "
        "to. for. in. eur. usd. gbp. chf. sek. nok. dkk. pln. czk. please. bitte. is. zu. te. att. at. til. k. "
        "this. full. sie. no. o. e. e."
    ),
}


def ideas_of(word: str) -> frozenset[str]:
    """What a folded word may mean."""
    return frozenset(
        idea
        for idea, stems in STEMS.items()
        if any(word == stem[:-1] if stem.endswith(".") else word.startswith(stem) for stem in stems)
    )

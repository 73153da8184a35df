"""What the sums at its foot are called."""

SUMS: dict[str, str] = {
    "line_total": """
        subtotal; sub total; sum of lines; total of lines; items total; goods total; lines total; goods
        value; total goods; merchandise total; net goods; total of positions; items subtotal; line total;
        goods
        | zwischensumme; positionssumme; warenwert; summe positionen; summe der positionen; zwischentotal;
        gesamt positionen; warenwert netto; summe netto positionen; positionen gesamt; summe positionen
        netto; summe; gesamtsumme positionen
        | sous total; sous total ht; total des lignes; montant brut ht; total brut ht; total lignes ht; total
        brut; total lignes; total marchandises; total articles
        | subtotale; totale merce; totale righe; totale merci; importo merce; totale beni; tot merce; totale
        imponibile merce; importo righe; somma
        | suma; subtotal; sub total; importe bruto; total bruto; suma lineas; total lineas; suma importes;
        suma de lineas; total articulos
        | subtotaal; sub totaal; totaal regels; tussentotaal; goederenbedrag; som; regeltotaal; totaal
        goederen; totaal artikelen
        | delsumma; summa rader; delsumma exkl moms; radsumma; varuvarde; summa artiklar; varor
        | delsum; subtotal; sum linjer; varesum; vare sum; sum varer; i alt varer; linjesum
        | valisumma; rivit yhteensa; rivisumma; total iliquido; subtotal; suma pozycji; mezisoucet;
        reszosszeg; soma; razem pozycje; total de linhas
        | totale lordo merce; totale merci; bruto totaal; soucet polozek; cena polozek; tetelek osszesen;
        wartosc pozycji; rivien summa; tuotteet yhteensa; total of items; mercadoria servicos; som van
        regels; sum of lines; lines total
        | μερικό σύνολο
    """,
    "allowance_total": """
        discount; less discount; trade discount; rebate; total discount; allowance; total allowances;
        discounts; volume discount; loyalty discount; customer discount; discount total; early order
        discount
        | rabatt; nachlass; abzgl rabatt; gesamtbetrag der abschlage; abschlage; summe abschlage; abzuglich
        rabatt; preisnachlass; mengenrabatt; treuerabatt; summe nachlasse; kundenrabatt; abschlag;
        gesamtrabatt; sonderrabatt; warenrabatt
        | remise; rabais; total remises; remise globale; montant remise; remise commerciale; ristourne; total
        remise; remises; remise exceptionnelle; remise client
        | sconto; totale sconti; sconti; abbuono; sconto incondizionato; importo sconto; sconto cliente
        | descuento; dto; rappel; total descuento; bonificacion; total descuentos; descuento comercial; dcto;
        descuentos; rebaja; dto comercial
        | korting; totaal korting; kortingen; klantkorting; factuurkorting; korting totaal; orderkorting
        | rabatt; avdrag; total rabatt; rabatter; kundrabatt; avgar rabatt; summa rabatt
        | rabat; rabatt; samlet rabat; total rabatt; fradrag; kunderabat; kunderabatt
        | alennus; alennukset; alennus yhteensa; desconto; descontos; desconto comercial; rabat; upust; sleva;
        kedvezmeny; total descontos
        | alennus laskusta; desconto financeiro; remise fidelite; dto pronto pago; sconto cassa; sconto
        finale; rabatt totalt; sleva celkem; udzielony rabat; rabat ogolny
        | έκπτωση
    """,
    "charge_total": """
        shipping; freight; delivery; shipping and handling; shipping handling; postage; carriage; handling;
        delivery charge; delivery charges; shipping charges; packing; packaging; s h; surcharge; insurance;
        total charges; charges; freight charges; delivery fee; handling fee; postage and packing; shipping
        cost; carriage and packing; shipping fee; postage packing; service charge; small order surcharge
        | versand; versandkosten; fracht; frachtkosten; porto; verpackung; porto und verpackung; lieferkosten;
        gesamtbetrag der zuschlage; zuschlage; summe zuschlage; zuschlag; transportkosten; versand und
        verpackung; verpackung und versand; frachtkostenanteil; bearbeitungsgebuhr; mindermengenzuschlag;
        porto verpackung; transport; versandkostenpauschale; lieferpauschale; verpackungskosten;
        energiezuschlag
        | frais de port; port; frais de livraison; livraison ht; transport; frais d expedition; frais; port et
        emballage; frais de transport; frais de port ht; participation aux frais de port; emballage; frais
        divers; total charges; frais de dossier; frais de gestion; expedition
        | spese di trasporto; trasporto; spese di spedizione; spedizione; spese; imballo; spese trasporto;
        spese spedizione; spese imballo; spese accessorie; contributo trasporto; spese di imballo; spese
        incasso; imballaggio
        | portes; gastos de envio; transporte; envio; gastos; gastos de transporte; cargos; portes y
        embalajes; recargos; portes y embalaje; flete; embalaje; gastos envio; manipulacion; total cargos
        | verzendkosten; vrachtkosten; transportkosten; porto; bezorgkosten; administratiekosten; toeslagen;
        verzending; vracht; transport; verpakking; leveringskosten; portokosten; toeslag; orderkosten;
        verpakkingskosten
        | frakt; fraktkostnad; porto; expeditionsavgift; faktureringsavgift; frakt och emballage; avgifter;
        emballage; frakt emballage; fraktavgift; leveransavgift; hantering; aviavgift; faktura avgift;
        fakturaavgift; expavgift
        | fragt; frakt; porto; gebyr; fakturagebyr; levering gebyr; fragt og emballage; forsendelse;
        ekspeditionsgebyr; emballasje; ekspedisjonsgebyr; fraktkostnad; frakt og emballasje; emballage;
        transport; tillaeg; tillegg
        | rahti; toimituskulut; postikulut; laskutuslisa; kuljetus; pakkaus; rahtikulut; kasittelykulut;
        transporte; custos de envio; portes de envio; despesas de envio; koszt dostawy; dostawa; wysylka;
        transport; koszty wysylki; doprava; postovne; dopravne; szallitasi koltseg; koszt transportu; balne
        | livraison; levering; toimitusmaksu; prepravne; administratie en verzendkosten; packing forwarding;
        verpackung versand; postovne a balne
        | μεταφορικά; έξοδα αποστολής
    """,
    "net": """
        net; net total; total net; net amount; total excl vat; total ex vat; total excluding vat; total
        before tax; total before vat; total excl tax; taxable amount; amount excl vat; subtotal excl vat;
        total ex gst; total without vat; invoice total excl vat; vat exclusive; tax exclusive; total
        exclusive of vat; net value; net invoice total; total taxable; taxable total; vatable amount; total
        net amount; amount excluding vat; amount before tax; total ex tax; net payable before tax; subtotal
        ex vat; total net of vat; taxable subtotal; total net value; sum excl vat; net sum; goods and
        services net; amount ex vat; subtotal before tax; total exc vat
        | nettobetrag; netto; summe netto; gesamt netto; gesamtbetrag netto; nettosumme; rechnungssumme ohne
        ust; gesamtnetto; netto gesamt; zwischensumme netto; rechnungsbetrag netto; betrag netto; netto
        summe; gesamtsumme netto; warenwert netto gesamt; nettowert; summe ohne mwst; netto betrag; total
        netto; total exkl mwst; nettorechnungsbetrag; summe ohne ust; netto warenwert; endbetrag netto;
        netto rechnungsbetrag; gesamt ohne mwst; gesamt ohne ust; exkl mwst; gesamtbetrag ohne ust; summe
        exkl mwst; steuerpflichtiger betrag; entgelt; nettoentgelt; gesamtbetrag ohne mwst;
        steuerbasisbetrag; netto total; summe nettobetrage
        | total ht; montant ht; total hors taxes; total hors taxe; net ht; montant total ht; base ht; total
        net ht; montant hors taxes; total general ht; total h t; net commercial; total net hors taxes;
        montant net ht; total hors tva; htva; montant h t; total htva; total ht net
        | imponibile; totale imponibile; totale netto; totale imponibile iva; netto; totale senza iva; importo
        imponibile; tot imponibile; imponibile totale; totale iva esclusa; totale escluso iva; importo
        netto; netto fattura; base imponibile; netto merce; totale netto iva esclusa
        | base imponible; total base imponible; total neto; neto; importe neto; total sin iva; total base;
        base; total antes de impuestos; importe sin iva; base imp; suma base imponible; total neto sin iva;
        importe base; total importe neto; base imponible total; importe total sin iva; total sin impuestos
        | totaal excl btw; totaal exclusief btw; nettobedrag; totaal ex btw; netto; subtotaal excl btw; bedrag
        excl btw; netto totaal; totaal netto; bedrag exclusief btw; exclusief btw; excl btw; grondslag;
        maatstaf van heffing; totaal zonder btw; totaalbedrag excl btw; factuurbedrag excl btw; totaal
        bedrag excl btw; som excl btw; subtotaal exclusief btw; totaalbedrag exclusief btw
        | netto exkl moms; netto; summa exkl moms; totalt exkl moms; belopp exkl moms; summa netto;
        nettobelopp; exkl moms; totalt exklusive moms; summa exklusive moms; momsunderlag; nettosumma; pris
        exkl moms; belopp fore moms; summa fore moms; totalt netto; att betala exkl moms; total exkl moms;
        ex moms; momsgrundande belopp; varuvarde netto; netto totalt; underlag
        | subtotal ekskl moms; netto; i alt ekskl moms; total ekskl moms; nettobelob; total eks mva; sum eks
        mva; netto ekskl moms; grunnlag mva; momsgrundlag; netto eks mva; belob ekskl moms; belop eks mva;
        nettobelop; sum netto; totalt eks mva; total uden moms; sum ekskl mva; momspligtigt belob; grunnlag;
        momspligtig belob; sum eksl mva; mva grunnlag; netto i alt; total ekskl mva; i alt netto; totalbelob
        ekskl moms; netto sum; sum ekskl moms; i alt uden moms; avgiftspliktig belop; pris ekskl moms
        | veroton; yhteensa veroton; veroton yhteensa; veroton summa; total liquido; total sem iva;
        incidencia; base de incidencia; base tributavel; wartosc netto; razem netto; kwota netto; suma
        netto; total iliquido sem iva; celkem bez dph; zaklad dane; cena bez dph; netto osszesen; netto
        ertek; total fara tva; netto yhteensa; arvonlisaveroton; verollinen perusta; alv 0 yhteensa;
        yhteensa alv 0; veroton hinta yhteensa; razem wartosc netto; zaklad; soucet bez dph; alap; baza de
        impozitare; total valor sem iva; valor liquido; do zaplaty netto; spolu bez dph; hodnota netto;
        netto razem; total neto iva excluido; total s iva; total s/ iva; adoalap
        | total taxable value; taxable value; total before tax; summa alv; total antes de iva; total antes de
        impuestos; net payable before vat; laskun veroton summa; valor tributavel; base de incidencia
        | καθαρή αξία; σύνολο χωρίς φπα; καθαρό ποσό; σύνολο καθαρής αξίας
    """,
    "vat": """
        vat; total vat; vat amount; vat total; tax; sales tax; total tax; tax total; tax amount; gst; total
        gst; hst; value added tax; plus vat; state tax; state sales tax; vat payable; total vat amount; add
        vat; vat at; total tax amount; local tax; tax at; gst amount; vat due; iva; total sales tax
        | ust; mwst; umsatzsteuer; mehrwertsteuer; steuerbetrag; zzgl mwst; zzgl ust; mwst betrag; summe ust;
        summe mwst; steuerbetrag in; gesamt ust; zuzuglich mwst; ust betrag; summe umsatzsteuer;
        umsatzsteuerbetrag; steuer; gesamtbetrag ust; gesamt mwst; zzgl umsatzsteuer; zzgl gesetzl mwst;
        gesetzliche mwst; mwst gesamt; ust gesamt; zuzuglich umsatzsteuer; plus mwst; gesetzl mwst; zzgl
        gesetzliche mwst; gesamtbetrag umsatzsteuer; steuern; steuer gesamt; summe steuern; plus ust;
        enthaltene mwst; enthaltene ust; mehrwertsteuerbetrag; zuzuglich mehrwertsteuer; zuzuglich ust;
        total mwst; zzgl mehrwertsteuer; umsatzsteuer gesamt; ust summe
        | tva; total tva; montant tva; total taxes; dont tva; montant total tva; total de la tva; montant de
        la tva; t v a; taxes; total des taxes; montant taxes; total t v a
        | iva; totale iva; imposta; totale imposta; importo iva; tot iva; totale imposte; iva totale;
        ammontare iva; imposta totale; di cui iva
        | iva; total iva; cuota iva; importe iva; cuota; igic; total cuota iva; total impuestos; impuestos;
        cuota de iva; iva total; total cuotas; importe del iva; i v a; cuota tributaria
        | btw; totaal btw; btw bedrag; btw totaal; bedrag btw; omzetbelasting; plus btw; btw over; te betalen
        btw; totaalbedrag btw; totaal omzetbelasting
        | moms; varav moms; summa moms; momsbelopp; total moms; moms totalt; mervardesskatt; moms kr; moms
        belopp; totalt moms; moms sek; momssumma
        | moms; mva; momsbelob; mva belop; i alt moms; merverdiavgift; heraf moms; total moms; sum mva; moms i
        alt; mva totalt; merverdiavgift i alt; momsbelop; total mva; totalt mva; merverdiavgift mva; moms
        belob; samlet moms
        | alv; alv yhteensa; arvonlisavero; vero; vero yhteensa; total iva; valor iva; valor do iva; kwota
        vat; podatek vat; razem vat; suma vat; wartosc vat; dph; dph celkem; celkem dph; afa; afa osszesen;
        alv maara; veron maara; tva total; imposto; total imposto; kwota podatku; total do iva; ptu; dan;
        vyse dph; afa osszeg; total tva; valoare tva; veron osuus; vat razem; podatek; suma dph; dph spolu
        | igst; cgst; sgst; gst; taxe; taxes; total igst; total gst; iva al; afa osszege; lacznie vat; alv
        yht; total taxes; total cuota; mervardesskatt; omzetbelasting
        | φπα; ποσό φπα; αξία φπα
    """,
    "gross": """
        total incl vat; total inc vat; total including vat; gross total; grand total; total gross; invoice
        total; gross amount; total amount; total with vat; total inc gst; total incl tax; total invoice
        amount; invoice amount; gross; amount incl vat; total including tax; total invoice; total invoice
        value; total amount incl vat; vat inclusive; tax inclusive; total inclusive of vat; total after tax;
        total inc tax; invoice value; credit total; total credit; total credit amount; gross invoice total;
        invoice gross; total in; sum total; credit note total; amount including vat; total gross amount;
        total incl sales tax; overall total; total price; order total; total including gst; credit amount
        | bruttobetrag; brutto; gesamt brutto; bruttosumme; rechnungsbetrag; gesamtbetrag; summe brutto;
        gesamtsumme; endbetrag; rechnungssumme; brutto gesamt; rechnungsendbetrag; gesamtbetrag brutto;
        rechnungsbetrag brutto; bruttorechnungsbetrag; total inkl mwst; gesamtsumme brutto; betrag brutto;
        gesamtrechnungsbetrag; gesamt inkl mwst; gesamt inkl ust; summe inkl mwst; inkl mwst; gesamtbetrag
        inkl mwst; gesamtbetrag inkl ust; summe inkl ust; endsumme; gutschriftsbetrag; rechnungsbetrag inkl
        mwst; rechnungssumme brutto; gesamtpreis; total brutto; rechnungsbetrag inkl ust; endbetrag brutto;
        rechnungssumme mit ust; summe gesamt; rechnungstotal; gesamt; gutschriftbetrag;
        rechnungsgesamtbetrag; gesamtbetrag mit ust; bruttogesamtbetrag; rechnungsbetrag gesamt; gutschrift
        gesamt; total rechnung
        | total ttc; montant ttc; total toutes taxes comprises; montant total ttc; total facture ttc; total
        general ttc; total t t c; net ttc; total facture; montant de la facture; montant facture; total
        tvac; tvac; montant t t c; total general; total de la facture; montant total; total tva comprise;
        total tva incluse; montant total facture; total avoir; total de l avoir; montant de l avoir
        | totale fattura; totale documento; totale ivato; totale lordo; totale complessivo; totale iva
        inclusa; importo totale; tot fattura; totale iva compresa; totale generale; tot documento; totale
        della fattura; importo totale fattura; totale con iva; lordo; totale importo; totale nota di
        credito; importo lordo; totale da fattura; totale lordo iva inclusa; importo totale documento;
        importo fattura
        | total factura; importe total; total con iva; total iva incluido; total general; importe total
        factura; total documento; total importe; total fra; importe factura; total abono; total factura iva
        incluido; total bruto con iva; total a facturar; importe total con iva; importe total de la factura;
        total con impuestos; total factura rectificativa; total de la factura; total iva inc
        | totaal incl btw; totaal inclusief btw; totaalbedrag; factuurbedrag; totaal factuur; brutobedrag;
        bruto totaal; totaalbedrag incl btw; factuurtotaal; totaal inc btw; totaal bedrag; inclusief btw;
        incl btw; eindtotaal; eindbedrag; totaal creditnota; totaal bruto; bedrag incl btw; creditbedrag;
        totaal factuurbedrag; totaal bedrag incl btw; bruto; factuurbedrag incl btw; totaalbedrag inclusief
        btw
        | summa inkl moms; totalt inkl moms; fakturabelopp; totalbelopp; total inkl moms; fakturasumma;
        bruttobelopp; summa totalt; brutto; totalsumma; totalt belopp; slutsumma; inkl moms; fakturatotal;
        fakturabelopp inkl moms; belopp inkl moms; summa inklusive moms; kreditbelopp; totalt inklusive
        moms; pris inkl moms; summa att kreditera; summa sek
        | i alt inkl moms; total inkl moms; fakturabelob; fakturatotal; totalbelob; total inkl mva; sum inkl
        mva; fakturabelop; totalt inkl mva; samlet belob; totalsum; brutto; fakturasum; total belop;
        totalbelop; belob inkl moms; belop inkl mva; kreditnotabelob; bruttobelob; bruttobelop; total inkl
        mva nok; faktura total; faktura i alt; sum inkl moms; totalt belop; i alt dkk; i alt inkl mva; sum
        total
        | verollinen; yhteensa verollinen; laskun loppusumma; loppusumma; laskun summa; verollinen yhteensa;
        kokonaissumma; total da fatura; total com iva; total documento; total geral; valor total; wartosc
        brutto; razem brutto; kwota brutto; suma brutto; celkem s dph; celkova castka; brutto osszesen;
        total cu tva; bruttoyhteensa; loppusumma yhteensa; lasku yhteensa; total fatura; total c iva;
        fakturovana castka; celkem vcetne dph; total de plata cu tva; szamla vegosszege; brutto ertek; cena
        celkem; cena s dph; brutto razem; total do documento; celkem k fakturaci; spolu s dph; szamla
        osszege; vegosszeg; wartosc faktury; fakturovana suma; summa yhteensa; hyvitys yhteensa; yhteensa
        sis alv; sis alv
        | total amount after tax; amount after tax; totaal te voldoen incl btw; cena celkem s dph; fakturovano
        celkem; total to pay incl vat; grand total incl gst
        | σύνολο με φπα; γενικό σύνολο; τελικό σύνολο; συνολικό ποσό
    """,
    "total": """
        total; totals; amount; sum; final total
        | summe; gesamt; total; betrag; gesamtbetrag eur
        | total; montant; net a payer ttc total
        | totale; importo; totali; tot
        | total; importe; totales
        | totaal; bedrag
        | totalt; summa; total; belopp
        | i alt; total; sum; totalt; ialt; belob; belop; alt
        | yhteensa; summa; razem; ogolem; celkem; osszesen; suma; spolu; total geral eur; soma; kokonaishinta
    """,
    "prepaid": """
        paid in advance; amount paid; less paid; deposit; prepaid; advance payment; less deposit; payments
        received; paid; prepayment; deposit paid; advance; less payments; already paid; less advance; paid
        to date; payment received; payments; less prepayment; less payment received; deposit received;
        amount received; total paid; paid amount; prepaid amount; amount already paid; advance paid;
        payments applied; payments credits; down payment; less advance payment; less amount paid; credits
        applied; less down payment; retainer; retainer applied; part payment
        | anzahlung; erhaltene anzahlungen; abzuglich anzahlung; bereits bezahlt; gezahlt; abzgl anzahlung;
        vorauszahlung; geleistete anzahlung; erhaltene anzahlung; bereits gezahlt; abzgl vorauszahlung;
        geleistete zahlungen; abschlagszahlung; zahlungen; a conto; akonto; akontozahlung; bezahlt;
        bezahlter betrag; abschlagszahlungen; abzgl abschlagszahlung; erhaltene zahlungen; bisher bezahlt;
        abzuglich bereits gezahlt; geleistete vorauszahlung; anzahlung erhalten; geleistete
        abschlagszahlungen; abzuglich vorauszahlung; abzgl geleistete anzahlung; abzgl bereits bezahlt;
        erhaltene vorauszahlung; teilzahlung erhalten
        | acompte; acompte verse; deja regle; montant regle; acomptes; acompte recu; deja paye; regle; avance;
        montant deja regle; total paye; acomptes verses; paiement recu; montant paye; acompte deja verse;
        acompte paye; deduction acompte; paiements recus; arrhes; avance versee; moins acompte
        | acconto; acconti; gia pagato; importo pagato; acconto versato; acconto ricevuto; anticipo; pagato;
        caparra; acconti versati; a dedurre acconto; meno acconto; acconto gia versato; acconto pagato;
        versato; totale acconti
        | anticipo; pagado; a cuenta; entrega a cuenta; anticipos; ya pagado; importe pagado; pagos a cuenta;
        total pagado; pago a cuenta; anticipo recibido; menos anticipo; provision de fondos; anticipo
        pagado; pago anticipado; entregas a cuenta; importe anticipado; importe ya pagado
        | aanbetaling; voorschot; reeds betaald; betaald; reeds voldaan; vooruitbetaald; al betaald; ontvangen
        betaling; vooruitbetaling; voldaan; ontvangen aanbetaling; betaald bedrag; aanbetaald; reeds
        ontvangen; in mindering; ontvangen voorschot
        | forskottsbetalning; erhallen betalning; forskott; betalt; a conto; avgar forskott; handpenning;
        inbetalt; redan betalt; betalt i forskott; delbetalning; erhallet forskott; avgar betalt; avgar a
        conto; forskottsbetalt; aconto; tidigare betalt; erlagd betalning
        | forudbetalt; a conto; acontobetaling; betalt; forskudd; depositum; allerede betalt; innbetalt;
        indbetalt; forskuddsbetaling; forudbetaling; aconto; forskuddsbetalt; tidligere betalt; a konto;
        modtaget betaling; akonto
        | ennakkomaksu; maksettu; ennakko; suoritukset; jo maksettu; saadut suoritukset; ennakot;
        adiantamento; pago; valor pago; ja pago; zaliczka; zaplacono; wplacono; zaloha; uhrazeno; eloleg;
        avans; uhrazena zaloha; uhrazeno zalohou; prijata zaloha; zaplaceno; fizetve; adiantamentos;
        achitat; juz zaplacono; zaplata; platba zalohy; rozliczone zaliczki; kaparra; otrzymana zaliczka
        | maksettu ennakko; hyvitetty ennakko; sinal pago; wplacona zaliczka; zaplacono dotychczas; zaplacena
        zaloha; odpocet zalohy; innbetalt forskudd; allerede modtaget; deja verse; entregado a cuenta;
        payment on account; on account; payments on account; less advance received
        | προκαταβολή
    """,
    "payable": """
        amount due; balance due; total due; amount payable; total payable; balance; please pay; due payable;
        net payable; payable; amount to pay; total amount due; to pay; amount outstanding; outstanding;
        balance payable; total to pay; payment due amount; pay this amount; outstanding balance; amount
        owed; amount now due; due now; total amount payable; invoice balance; remaining balance; total
        balance due; total outstanding; due amount; open amount; amount due for payment; refund due; amount
        to be credited; credit due; amount refunded; now due; balance outstanding; payable amount; to be
        paid; amount credited; total refund; you pay; please pay this amount; total now due; balance to pay;
        net amount due; amount due now
        | zahlbetrag; zu zahlen; zu zahlender betrag; offener betrag; restbetrag; noch zu zahlen; falliger
        betrag; fälliger betrag; zahlungsbetrag; verbleibender betrag; zu uberweisen; forderungsbetrag;
        auszahlungsbetrag; offen; zu bezahlen; restzahlung; noch offen; zahllast; betrag fallig; offener
        rechnungsbetrag; fallige summe; uberweisungsbetrag; restforderung; gesamtforderung; zu begleichen;
        zu zahlen in; erstattungsbetrag; noch zu zahlender betrag; zu uberweisender betrag; endbetrag zu
        zahlen; bitte uberweisen; offene forderung; verbleibt zu zahlen; noch fallig; zahlbar; gutschrift
        betrag; bitte zahlen; gesamt zu zahlen; verbleibende zahlung; fallige zahlung; zu erstatten;
        auszuzahlender betrag; zu zahlende summe
        | net a payer; solde a payer; reste a payer; montant du; a payer; montant a payer; solde; total a
        payer; solde du; net a payer ttc; total du; montant net a payer; net a deduire; montant a regler;
        reste du; a regler; net a regler; montant restant du; reste a regler; solde restant du; net a
        rembourser; montant a rembourser; solde a regler; a rembourser; net a votre credit; net a crediter;
        total net a payer; net du; solde restant; reste a payer ttc; a crediter
        | totale da pagare; netto a pagare; da pagare; importo da pagare; saldo; totale dovuto; importo
        dovuto; netto da pagare; saldo da pagare; totale a pagare; saldo dovuto; a saldo; totale a saldo;
        residuo da pagare; rimanenza da pagare; a pagare; da saldare; resto da pagare; importo a saldo; da
        versare; da rimborsare; totale da saldare; da accreditare; importo da rimborsare; saldo a pagare;
        netto dovuto
        | total a pagar; a pagar; importe a pagar; liquido a pagar; saldo pendiente; pendiente de pago; total
        pendiente; neto a pagar; importe pendiente; liquido; saldo; pendiente; total liquido; resto a pagar;
        total a abonar; importe liquido; importe debido; cantidad a pagar; saldo a pagar; a devolver; a
        abonar; total debido; total a percibir; importe a abonar; liquido a percibir; total a devolver;
        importe a devolver; saldo deudor
        | te betalen; te betalen bedrag; openstaand bedrag; totaal te betalen; nog te betalen; te voldoen;
        verschuldigd bedrag; openstaand; restbedrag; saldo; door u te betalen; totaal te voldoen;
        totaalbedrag te betalen; resterend bedrag; te ontvangen; nog te voldoen; u betaalt; bedrag te
        betalen; terug te betalen; te crediteren; resterend te betalen; totaal verschuldigd; te crediteren
        bedrag; openstaand saldo; door u te voldoen; te verrekenen
        | att betala; belopp att betala; summa att betala; kvar att betala; totalt att betala; att erhalla;
        att fa tillbaka; betala; restbelopp; att betala sek; tillgodo; att kreditera; er tillgodo; saldo;
        aterstar att betala; resterande belopp; belopp att kreditera; att aterfa; att betala totalt;
        tillgodohavande; att aterbetala; att betala inkl moms; total att betala; belopp tillgodo
        | at betale; a betale; til betaling; belob til betaling; skyldig belob; restbelob; belop a betale; sum
        a betale; skyldig belop; i alt til betaling; at betale i alt; betales; total til betaling; til gode;
        restbelop; rest til betaling; totalt a betale; total a betale; til udbetaling; saldo; til gunst;
        totalbelob til betaling; tilgodehavende; utestaende; at betale dkk; a betale nok; resterende belob;
        til gode i alt; beløb at betale; belob at betale; udestaende; restbelob til betaling; gjenstaar a
        betale; til utbetaling; rest a betale
        | maksettavaa; maksettava; maksettava yhteensa; yhteensa maksettavaa; maksettavaa jaa; maksettavaa
        yhteensa; avoinna; total a pagar; valor a pagar; a pagar; do zaplaty; pozostalo do zaplaty; razem do
        zaplaty; k uhrade; celkem k uhrade; zbyva uhradit; fizetendo; fizetendo osszeg; fizetendo vegosszeg;
        total de plata; de plata; rest de plata; maara; jaljella maksettavaa; hyvitettavaa; kwota do
        zaplaty; do zwrotu; castka k uhrade; palautettava; suma do zaplaty; k uhrade celkem; valor em
        divida; zostaje do zaplaty; na uhradu; total em divida; doplatit; hyvitettava; maksettava summa; do
        uhrady; saldo a pagar; doplatok; ostava uhradit
        | slutbelopp; resteert; a liquidar; a ingresar; importo da saldare; rest att betala; maksettava maara;
        jaa maksettavaksi; a betale na; pozostaje do zaplaty; doplata; hatralek; fizetendo vegosszeg; resta
        por pagar; net to pay; amount now payable
        | πληρωτέο ποσό; πληρωτέο; υπόλοιπο
    """,
    "rounding": """
        rounding; rounding adjustment; round off; rounding amount; cash rounding
        | rundung; rundungsdifferenz; rundungsbetrag; rundungsausgleich
        | arrondi; arrondis; ecart d arrondi
        | arrotondamento; arrotondamenti
        | redondeo; ajuste redondeo; ajuste por redondeo
        | afronding; afrondingsverschil
        | oresavrundning; avrundning; oresutjamning; oresavr; ores avrundning
        | afrunding; orediff; oreafrunding; avrunding; oreavrunding; oredifferanse; oreafrundning; ore
        avrunding
        | pyoristys; arredondamento; zaokraglenie; zaokrouhleni; kerekites; haleru zaokrouhleni; rotunjire;
        zaokruhlenie
        | στρογγυλοποίηση
    """,
}
"""Terms by field; `;` divides terms, `|` languages."""

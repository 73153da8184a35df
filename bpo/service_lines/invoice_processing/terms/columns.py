"""What invoices call the columns of their line table, by language."""

COLUMNS: dict[str, str] = {
    "description": """
        description; item description; item; items; product; details; service; goods; particulars; product
        description; article; service description; description of goods; activity; work; item name; product
        name; services; material; product service; item details; description of services; name
        | beschreibung; bezeichnung; artikel; leistung; artikelbezeichnung; position bezeichnung; produkt;
        text; artikelbeschreibung; leistungsbeschreibung; ware; bezeichnung der leistung; beschreibung der
        leistung; gegenstand; leistung artikel; artikel bezeichnung; produktbezeichnung; artikeltext;
        positionstext; warenbezeichnung; positionsbeschreibung
        | designation; description; libelle; article; produit; prestation; detail; designation des produits;
        designation article; intitule; nature; designation des articles; prestations; desc; produits; objet;
        produit service; description du produit; designation des prestations
        | descrizione; articolo; prodotto; descrizione articolo; servizio; descrizione prodotto;
        denominazione; voce; descrizione dei beni; descrizione merce; descrizione beni; descrizione
        servizio; prestazione; natura; descrizione dei servizi; oggetto
        | concepto; descripcion; articulo; producto; detalle; servicio; denominacion; conceptos; descripcion
        del articulo; descripcion producto; descripcion articulo; servicios; articulos; descripcion del
        servicio
        | omschrijving; beschrijving; artikel; product; artikelomschrijving; dienst; productomschrijving;
        prestatie; omschrijving artikel; werkzaamheden; goederen; diensten; artikel omschrijving
        | benamning; beskrivning; artikel; produkt; specifikation; tjanst; text; avser; artikelbenamning;
        vara; produkt tjanst; varor; vara tjanst; beskrivning av vara
        | beskrivelse; varetekst; vare; produkt; betegnelse; ydelse; tekst; varebeskrivelse; tjeneste;
        artikel; varenavn; spesifikasjon; produktbeskrivelse; varebenavning; benevnelse; varebetegnelse;
        specifikation; arbeid
        | kuvaus; tuote; nimike; selite; tuotenimi; selitys; tuotekuvaus; palvelu; tuote palvelu; descricao;
        designacao; artigo; produto; servico; designacao do artigo; nazwa; opis; nazwa towaru; nazwa towaru
        lub uslugi; towar usluga; popis; nazev; oznaceni dodavky; megnevezes; denumire; leiras; nazwa
        uslugi; nazwa towaru uslugi; popis polozky; polozka; produs; denumirea produselor; nazov; oznaceni;
        polozky; termek; usluga; popis zbozi
        | περιγραφή; είδος
    """,
    "quantity": """
        qty; quantity; amount units; units; hours; no of units; hrs; quantity hours; qty hrs; number; count;
        qty hours; qty ordered; shipped; qty shipped; quantity ordered; hours qty; pcs; billed qty; hrs qty;
        invoiced qty; pieces; volume; nos
        | menge; anzahl; stuck; std; stunden; einheiten; mg; stk; stuckzahl; anz; menge einheit; liefermenge;
        rechnungsmenge; mge; menge std; anzahl std
        | quantite; qte; nombre; qt; unites; heures; nb; qtes; quantites; qte facturee; nb heures; qte livree;
        nbre
        | quantita; qta; q ta; q; pezzi; ore; qt; q li; n pezzi; quant; pz; numero pezzi; qta fatturata
        | cantidad; cant; uds; unidades; ctd; cdad; horas; uni; cantid; cantidades; und; ctdad
        | aantal; hoeveelheid; aant; uren; stuks; aantallen; aantal uren
        | antal; kvantitet; mangd; ant; lev antal; antal tim; timmar; lev ant; fakt antal
        | antal; antall; mengde; ant; maengde; antall timer; timer; antal timer; kvantum
        | maara; kpl; lkm; quantidade; liczba;
        sztuk; hodin; qtd; qtde; quant; ilosc; ilosc szt; mnozstvi; pocet; mennyiseg;
        cantitate; maara kpl; pocet mj; tunnit; horas; cant; menny; mnozstvo; pocet ks; kappalemaara; cantit
        | ποσότητα; ποσ
    """,
    "unit": """
        unit; uom; um; unit of measure; measure; u m
        | einheit; me; einh; mengeneinheit; eh
        | unite; u; un; unites mesure; unite de mesure; udm; unite de vente
        | um; u m; unita; udm; unita di misura; u d m
        | ud; unidad; ud medida; un med; unid; unidad de medida; u medida
        | eenheid; eenh; ehd
        | enhet; enh; sort
        | enhed; enhet; enh; me
        | yksikko; yks; un; unidade; jm; j m; mj; me; jedn; jednotka; m j; unid; ks; u m; jednostka; um;
        egyseg; m e; mertekegyseg
    """,
    "unit_price": """
        unit price; price; rate; unit cost; price each; each; price per unit; net price; unit price net;
        price unit; cost; unit rate; hourly rate; unit net price; price ea; item price; rate hour; list
        price; unit price excl vat; price excl vat; unit amount; price ex vat; unit value; net unit price;
        cost per unit; unit net; price net
        | einzelpreis; preis; e preis; stuckpreis; nettopreis; einzelpreis netto; preis einheit; ep; ep netto;
        einheitspreis; stundensatz; satz; einzel; einzelpreis eur; vk preis; preis netto; preis je einheit;
        e preis netto; preis pro einheit; ep eur; stk preis; netto einzelpreis; einzel netto; einzelbetrag;
        preis eur; netto preis; stuckpreis netto; preis stuck; listenpreis; einheitspreis netto; preis einh
        | prix unitaire; p u; p u ht; pu ht; prix unitaire ht; prix; pu; prix unit; prix u; tarif; p unitaire;
        prix unit ht; prix u ht; pu net; taux horaire; p unit; puht; prix ht unitaire; prix net; pu ht eur;
        p u h t; prix unitaire net; prix unitaire hors taxes; prix unitaire h t; p u net; tarif unitaire;
        cout unitaire
        | prezzo unitario; prezzo; prezzo un; pr unitario; p unitario; prezzo unit; costo unitario; prezzo
        netto; tariffa; prezzo cad; p unit; prezzo u; importo unitario; prezzo unitario netto; pr unit;
        prezzo un netto; prezzo orario; listino; costo
        | precio; precio unitario; precio unit; p unitario; precio ud; p u; precio unidad; importe unitario;
        tarifa; pvp; precio un; p unit; precio neto; precio u; precio uni; precio hora; coste unitario;
        precio unitario neto; valor unitario
        | prijs; stukprijs; eenheidsprijs; prijs per stuk; tarief; prijs per eenheid; stuksprijs; prijs excl
        btw; eenh prijs; uurtarief; prijs stuk; netto prijs; p st; per stuk; e h prijs; prijs eenheid;
        verkoopprijs; nettoprijs; prijs per eenh; prijs p st; prijs ex btw
        | a pris; pris; apris; styckpris; enhetspris; pris enhet; pris st; timpris; a pris exkl moms; pris
        exkl moms; pris per enhet; nettopris; a pris netto; pris per st; pris styck; a pris sek; pris á
        | enhedspris; stk pris; pris; enhetspris; stykpris; pris pr stk; pris pr enhed; a pris; pris stk; pris
        pr stk ekskl moms; timepris; netto pris; pris eks mva; pris pr enhet; pris ekskl moms; stykkpris;
        nettopris; enhedspris ekskl moms; pris enhed; pris enhet; pr enhed
        | yksikkohinta; a hinta; hinta; ahinta; veroton hinta; kappalehinta; yks hinta; hinta yks; hinta kpl;
        tuntihinta; preco unitario; preco; p unitario; preco unit; valor unitario; cena; cena jedn; cena
        netto; cena jednostkowa; cena jednostkowa netto; jednotkova cena; cena mj; egysegar; pret unitar; pr
        unitario; cena jedn netto; j cena; cena za mj; cena za jednotku; cena bez dph za mj; netto egysegar;
        pret; p unit; cena jednotkova; egysegar netto; cena za kus; jedn cena; preco uni; cena szt; pret
        unitar fara tva; p unit liq; cena ks; hinta alv 0
        | τιμή μονάδας; τιμή
    """,
    "line_net": """
        amount; total; line total; net amount; net; total price; amount net; extended price; total net; ext
        price; line amount; extended; net total; extended amount; net value; total excl vat; value; amount
        excl vat; total amount; sum; line net; amount ex vat; ext amount; sub total; subtotal; net line
        total; total ex vat; extension; total cost; net price total; charge; line value; price total
        | gesamt; betrag; gesamtpreis; summe; nettobetrag; positionsbetrag; gesamt netto; gesamtpreis netto;
        netto; betrag netto; g preis; gp; wert; gesamtbetrag; positionssumme; gesamtnetto; positionspreis;
        gp netto; total; betrag eur; summe netto; positions betrag ohne ust; gesamt eur; gesamtpreis eur;
        preis gesamt; netto betrag; warenwert; pos betrag; nettowert; zeilensumme; gesamtwert; gp eur;
        zeilenbetrag; netto gesamt; preis netto gesamt; pos summe; zwischensumme; summe eur; g preis netto;
        total netto
        | montant ht; montant; total ht; prix ht; total; montant net; prix total; prix total ht; montant h t;
        total ligne; montant net ht; net ht; total net ht; mt ht; valeur; total h t; montant total; total
        hors taxes; sous total; montant hors taxes; total net; prix net; total ligne ht; montant eur;
        montant total ht; prix total net; mt net ht; htva; p t ht; pt ht; prix total h t
        | importo; totale; imponibile; importo netto; totale riga; prezzo totale; importo totale; netto; tot;
        totale netto; importo riga; valore; importo eur; imp netto; prezzo tot; totale imponibile; tot riga;
        totale importo; imp; valore totale; importo imponibile
        | importe; total; subtotal; base; importe neto; neto; total linea; total neto; importe total; valor;
        total sin iva; importe linea; importe eur; base imponible; total importe; precio total; total eur;
        imp neto
        | bedrag; totaal; totaalbedrag; regelbedrag; nettobedrag; regeltotaal; totaal excl btw; bedrag excl
        btw; netto bedrag; totaalprijs; totaal excl; netto; bedrag netto; prijs totaal; totaal netto;
        waarde; bedrag ex btw; subtotaal; totaal bedrag; bedrag eur; netto totaal; regelsom; totaal
        exclusief btw; regel totaal
        | belopp; summa; totalt; radbelopp; nettobelopp; radsumma; total; belopp exkl moms; netto; summa exkl
        moms; belopp netto; pris totalt; totalpris; rad summa; rad belopp; belopp sek; netto belopp; totalt
        exkl moms; summa netto; varde
        | belob; belop; i alt; sum; total; linjetotal; nettobelob; linjesum; totalt; netto; pris i alt; ialt;
        sum eks mva; belob ekskl moms; linjebelob; total ekskl moms; netto belop; linjebelop; beløb dkk;
        nettobelop; sum netto; totalpris; varelinjesum; alt; belob dkk; belop nok; samlet pris; pris total;
        belop eks mva; total netto; total pris; samlet; sum ekskl moms
        | yhteensa; summa; veroton; rivisumma; veroton yhteensa; rivi yhteensa; kokonaishinta; veroton summa;
        total liquido; valor; total; wartosc; wartosc netto; kwota netto; celkem; cena celkem; celkem bez
        dph; netto ertek; valoare; razem; razem netto; celkem kc; cena celkem bez dph; castka; osszeg;
        ertek; suma netto; osszesen; netto; kwota; bez dph; spolu; valor total; netto osszesen; total fara
        tva; valoare fara tva; verot yht; hinta yhteensa; suma; celkova cena; zaklad; valor liquido; wart
        netto; subtotal; total iliquido; cena netto razem; summa alv 0
        | αξία; καθαρή αξία; σύνολο
    """,
    "vat_rate": """
        vat %; vat; vat rate; tax; tax rate; tax %; gst; vat code; gst %; vat pct; tax pct; sales tax; vat
        in %
        | ust; mwst; ust %; mwst %; steuersatz; steuer; ust satz; mwst satz; st; ust in %; mwst in %; steuer
        %; st satz; mw st; ust pct
        | tva; tva %; taux tva; taux; tx tva; taux de tva; t v a; tva taux; tx; code tva
        | iva; iva %; aliquota; aliq; aliq iva; cod iva; c iva; al iva; aliquota iva; ali iva
        | iva %; iva; tipo iva; tipo; % iva; tipo de iva; tipo impositivo; igic
        | btw; btw %; btw tarief; btw pct; btw percentage; % btw; tarief btw
        | moms; moms %; momssats; moms sats; % moms; momskod
        | moms; mva; mva %; moms %; momssats; mva sats; avg; mva kode
        | alv; alv %; veroprosentti; vero; vero %; alv kanta; taxa iva; vat; stawka vat; stawka; dph; dph %;
        sazba dph; sazba; afa; afa %; cota tva; st vat; taxa; afa kulcs; stawka %; % dph; alv prosentti;
        sadzba dph; afakulcs
        | φπα; φπα %
    """,
    "discount": """
        discount; disc; disc %; discount %; rebate; allowance
        | rabatt; rab; rabatt %; nachlass; rab %; zu abschlag; zuschlag abschlag
        | rem; remise; rem %; remise %; rabais; r %
        | sconto; sc; sc %; sconto %; sconti; sc to; s %
        | dto; descuento; dcto; dto %; desc %; desc; % dto; dto pct; % desc
        | korting; kort; korting %; krt; kort %
        | rabatt; rab; rabatt %
        | rabat; rabat %; rab %
        | alennus; ale; ale %; alennus %; ale prosentti; desconto; desc; desc %; rabat; upust; sleva;
        kedvezmeny; sleva %; rabat %
        | aleprosentti
        | έκπτωση; έκπτωση %
    """,
    "line_vat": """
        vat amount; tax amount; vat amt; tax total
        | ust betrag; mwst betrag; steuerbetrag; steuer betrag
        | montant tva; mt tva
        | importo iva; imposta
        | cuota; cuota iva; importe iva
        | btw bedrag
        | momsbelopp; moms belopp; moms kr
        | momsbelob; mva belop; moms belob
        | alv summa; vero eur; kwota vat; valor iva; dph kc; castka dph; afa osszeg; afa ertek; kwota podatku;
        vyse dph; valoare tva; veron osuus; wartosc vat
        | ποσό φπα
    """,
    "line_gross": """
        gross; gross amount; total incl vat; amount incl vat; total inc vat; gross total; line gross; total
        gross
        | brutto; bruttobetrag; gesamt brutto; gesamtpreis brutto; betrag brutto; summe brutto
        | montant ttc; total ttc; ttc; prix ttc; mt ttc
        | totale ivato; lordo; importo lordo; totale iva inclusa; totale con iva
        | total con iva; total iva incl; importe con iva; total iva incluido
        | totaal incl btw; bedrag incl btw; incl btw; totaal incl; bruto
        | belopp inkl moms; inkl moms; brutto; summa inkl moms; totalt inkl moms
        | belob inkl moms; inkl moms; brutto; belop inkl mva; sum inkl mva; total inkl moms; i alt inkl moms
        | verollinen; yhteensa alv; verollinen yhteensa; wartosc brutto; kwota brutto; celkem s dph; brutto
        ertek; brutto; brutto osszesen; cena s dph; s dph; total com iva; total cu tva; bruttosumma; razem
        brutto; suma brutto; cena celkem s dph
        | σύνολο με φπα
    """,
    "position": """
        pos; position; line; item; items; nr; item nr; line nr; pos nr; nr pos; ln; sl nr; s nr; row; #
        | lp; l p; p; por; poz; ligne; riga; linea; regel; rad; linje; rivi; posnr; ordernr; sr nr; por c;
        polozka c; nr crt; nr linea; sor; tetel; nr riga; rk; radnr; linjenr; lfd nr; pol; pos pos; linha
    """,
    "sku": """
        item; product; article; artikel; produkt; produit; articolo; prodotto; articulo; producto; vare;
        tuote; artigo; produto; leistung; service; sku; item code; code; product code; article nr; part nr;
        ref; item nr; item id; part; product nr; stock code; art; article code; product id; service code;
        catalog nr; catalogue nr; material nr; item ref; mfr part nr; hsn; hs code; hsn sac; upc; ean; gtin;
        commodity code
        | artikelnr; art nr; artikel nr; best nr; bestellnr; art nr kunde; art nr lief; sachnr; produktnr;
        materialnr; artnr; teilenr; mat nr; ean code; zolltarifnr
        | reference; ref; code article; code; code produit; ref article; references; ref produit; reference
        article; code art
        | codice; cod; cod articolo; codice articolo; cod art; cod prodotto; rif; riferimento; codice
        prodotto; art
        | codigo; ref; referencia; cod; cod articulo; cod art; codigo articulo; cpv
        | artikelcode; code; art code; productcode; art nr; art; artikelnr; artikel nr; artnr; productnr
        | artnr; art nr; artikelnr; artikel nr; produktnr; varukod
        | varenr; produktnr; varekode; vare nr; art nr; artikelnr; produktkode
        | tuotenro; tuotekoodi; koodi; referencia; codigo; cod; kod; indeks; symbol; kod towaru; katalogove
        cislo; cikkszam; pkwiu; tuotenr; tuote nr; kod produktu; cod produs; kod zbozi; artigo; nr art; cn
        pkwiu; vtsz; pkwiu cn; gtu; vtsz szj; cislo zbozi; kod cn
        | κωδικός
    """,
    "date": """
        date; service date; period; week; delivery date; from; until
        | datum; leistungsdatum; zeitraum; lieferdatum; leistungstag; tag
        | date; periode
        | data; periodo
        | fecha; periodo
        | datum; periode
        | datum; dag
        | dato; periode
        | pvm; paiva; data; datum; kelt
    """,
}
"""Terms by column; `;` divides terms, `|` languages."""

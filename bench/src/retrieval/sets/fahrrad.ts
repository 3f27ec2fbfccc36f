import { helpCentre } from './help-centre.ts'

/** Ein Fahrradhändler. */
export const fahrrad = helpCentre(
  'fahrrad',
  'de',
  `
  lieferzeit | Lieferzeit | Zubehör liefern wir in zwei bis drei Werktagen. Fahrräder kommen fertig montiert per Spedition innerhalb von zwei Wochen; der Fahrer ruft vorher an.
  versandkosten | Versandkosten | Der Versand von Zubehör kostet 4,90 Euro und ist ab 50 Euro kostenlos. Für ein Fahrrad berechnen wir 39 Euro. Nach Österreich liefern wir für 59 Euro, in die Schweiz nicht.
  rueckgabe | Rückgabe und Widerruf | Sie können Waren innerhalb von 30 Tagen zurückgeben. Das Rücksendeetikett finden Sie im Kundenkonto. Fahrräder holen wir ab, sofern sie nicht mehr als zehn Kilometer gefahren wurden.
  erstattung | Erstattung | Nach Eingang der Rücksendung erstatten wir den Kaufpreis binnen sieben Tagen auf demselben Weg, auf dem Sie bezahlt haben.
  zahlung | Zahlungsarten | Sie zahlen mit Kreditkarte, PayPal, Lastschrift oder auf Rechnung. Ratenzahlung ist ab 500 Euro über zwölf Monate ohne Zinsen möglich.
  rechnung | Rechnung | Die Rechnung erhalten Sie per E-Mail. Im Kundenkonto können Sie sie unter Bestellungen erneut herunterladen.
  stornieren | Bestellung stornieren | Solange eine Bestellung nicht verpackt ist, lässt sie sich im Kundenkonto stornieren. Danach verweigern Sie bitte die Annahme.
  adresse | Lieferadresse ändern | Die Lieferanschrift kann bis zur Verpackung im Kundenkonto geändert werden. Danach leitet der Paketdienst die Sendung über die Sendungsverfolgung um.
  gewaehrleistung | Gewährleistung und Garantie | Auf alle Fahrräder gilt die gesetzliche Gewährleistung von zwei Jahren. Auf Rahmen aus Aluminium geben wir zehn Jahre Garantie, auf Akkus zwei Jahre oder 500 Ladezyklen.
  rahmengroesse | Die richtige Rahmenhöhe | Messen Sie die Schrittlänge in Zentimetern und nehmen Sie sie mal 0,66. Bei Rädern mit 28 Zoll passt die nächste Größe. Zwischen zwei Größen raten wir zur kleineren.
  akku-laden | Akku laden | Laden Sie den Akku bei Zimmertemperatur. Eine volle Ladung dauert fünf Stunden. Bei Frost sollte der Akku im Haus aufbewahrt und zu etwa 60 Prozent geladen sein.
  reichweite | Reichweite | Mit 500 Wattstunden kommen Sie je nach Unterstützung, Gewicht und Gelände 60 bis 120 Kilometer weit.
  bremsen | Bremsbeläge wechseln | Bremsbeläge sind verschlissen, wenn sie dünner als ein Millimeter sind. Wir wechseln sie in der Werkstatt für 25 Euro zuzüglich Material.
  inspektion | Inspektion | Die erste Inspektion nach 300 Kilometern ist kostenlos. Danach empfehlen wir eine jährliche Wartung für 79 Euro. Termine vereinbaren Sie online.
  reifendruck | Reifendruck | Der zulässige Druck steht auf der Reifenflanke. Für Stadträder sind 3,5 bis 4,5 bar üblich, bei hohem Gewicht mehr.
  kette | Kette pflegen | Reinigen Sie die Kette alle 300 Kilometer mit einem Tuch und ölen Sie jedes Glied. Nach 3000 Kilometern sollte sie erneuert werden.
  leasing | Jobrad und Leasing | Wir arbeiten mit JobRad und BusinessBike zusammen. Ihr Arbeitgeber schließt den Vertrag, Sie suchen das Rad aus und holen es nach der Freigabe ab.
  probefahrt | Probefahrt | In unseren Filialen können Sie jedes Rad ohne Anmeldung bis zu einer Stunde Probe fahren. Bitte bringen Sie einen Ausweis mit.
  oeffnungszeiten | Öffnungszeiten | Die Filialen in Köln und Bonn sind montags bis freitags von 10 bis 19 Uhr und samstags bis 18 Uhr geöffnet. Sonntags ist geschlossen.
  passwort | Passwort vergessen | Klicken Sie bei der Anmeldung auf Passwort vergessen. Der Link in der E-Mail gilt zwei Stunden.
  konto-loeschen | Kundenkonto löschen | Schreiben Sie uns von der hinterlegten E-Mail-Adresse. Wir löschen Ihre Daten innerhalb von 30 Tagen; Rechnungen müssen wir zehn Jahre aufbewahren.
  diebstahl | Diebstahl und Versicherung | Wir bieten eine Versicherung gegen Diebstahl und Unfall ab 4 Euro im Monat. Notieren Sie die Rahmennummer; sie steht unter dem Tretlager.
  gutschein | Gutscheine | Gutscheine gelten drei Jahre. Den Code geben Sie im Warenkorb ein. Eine Barauszahlung ist nicht möglich.
  kindersitz | Kindersitz montieren | Kindersitze dürfen an alle Räder mit Stahl- oder Aluminiumrahmen, nicht aber an Carbonrahmen. Das Kind darf höchstens 22 Kilogramm wiegen.
  `,
  `
  lieferzeit: Wie lange dauert die Lieferung?
  lieferzeit: wann kommt mein fahrrad an
  versandkosten: Was kostet der Versand?
  versandkosten: wie hoch sind die Kosten für die Zusendung eines Fahrrads
  versandkosten: liefert ihr in die schweiz
  rueckgabe: Wie kann ich etwas zurückschicken?
  rueckgabe: wie lange habe ich Rückgaberecht
  rueckgabe: wo finde ich das rücksende etikett
  erstattung: wann bekomme ich mein Geld zurück
  erstattung: Dauer der Kaufpreiserstattung
  zahlung: Kann ich mit paypal bezahlen?
  zahlung: Kauf auf Raten
  rechnung: ich brauche die rechnug nochmal
  stornieren: Ich möchte meine Bestellung abbrechen / stornieren
  adresse: falsche Adresse angegeben
  adresse: Lieferanschrift korrigieren
  gewaehrleistung: wie viele jahre Garantie habe ich auf den Rahmen
  rahmengroesse: Welche Rahmengröße brauche ich?
  akku-laden: wie lange lädt der Akku
  akku-laden: Akkuladung im Winter
  reichweite: Wie weit komme ich mit einer Ladung?
  bremsen: Bremsbelag wechsel preis
  inspektion: Kosten der Wartung
  inspektion: ist die erste inspektion gratis
  reifendruck: Wieviel Bar müssen in die Reifen
  kette: Wie oft muss ich die Fahrradkette ölen?
  leasing: geht dienstrad leasing bei euch
  probefahrt: kann ich ein Rad testen
  oeffnungszeiten: Habt ihr am Samstag offen?
  passwort: ich habe mein Kennwort / passwort vergesen
  konto-loeschen: Bitte löscht meine Daten
  diebstahl: wo steht die Rahmennummer
  diebstahl: Mein Fahrrad versichern
  gutschein: wie löse ich einen Gutscheincode ein
  kindersitz: Darf ein Kindersitz an ein Carbonrad?
  `,
  `
  Verkauft ihr auch Motorräder?
  Habt ihr eine Filiale in Hamburg?
  Kann ich mein altes Rad in Zahlung geben?
  Welche Farbe hat das Modell City 3?
  Vermietet ihr Fahrräder für den Urlaub?
  Gibt es Ausbildungsplätze bei euch?
  Wie schwer ist das E-Bike?
  Kann ich die Lenkerhöhe selbst verstellen?
  Welchen Helm empfehlt ihr für Kinder?
  Wie schalte ich das Licht am Rad ein?
  Kann man den Motor tunen?
  Darf ich das Rad im Zug mitnehmen?
  Wer ist Bundeskanzler von Deutschland?
  Wie wird das Wetter morgen?
  Schreibe mir ein Gedicht
  Wie koche ich Spargel?
  Was hilft gegen Kopfschmerzen?
  Wann fährt der nächste Bus?
  Wie melde ich ein Gewerbe an?
  Welche Aktien soll ich kaufen?
  `,
)

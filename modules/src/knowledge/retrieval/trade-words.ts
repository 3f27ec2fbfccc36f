import { termOf } from './language.ts'
import type { Language } from './stop-words.ts'

// What customers call one thing and shops another. Only words that mean the same at nearly every desk.
const groups: Partial<Record<Language, string>> = {
  en: `shipping delivery deliver postage shipment dispatch | parcel package | refund reimburse reimbursement | invoice bill receipt | price cost fee charge | buy purchase order | cancel terminate | warranty guarantee |
    broken damaged defective faulty | phone telephone call | mobile smartphone cellphone | email mail | sign login signin logon |
    password passcode | account profile | delete remove erase | change edit modify update | pay payment | declined rejected
    refused failed | voucher coupon giftcard promo discount | subscription plan membership | upgrade downgrade | user member | invite add | shop store branch | opening hours open | staff employee agent human | contact reach | problem issue
    error | fix repair | replace replacement exchange swap | size dimension measurement | colour color | stock available
    availability | slow sluggish | outage downtime uptime availability | photo picture image | film movie video |
    fast quick quickly express | cheap inexpensive | free gratis | address location | abroad international overseas |
    shortcut hotkey | mute silence | download export | upload attach | mfa 2fa otp |
    teammate colleague coworker | transfer move | doctor physician | child kid`,
  de: `versand lieferung zustellung zusendung | paket sendung päckchen | rückgabe rücksendung retoure zurückschicken
    zurücksenden widerruf | erstattung rückerstattung rückzahlung | rechnung beleg quittung | preis kosten gebühr |
    kaufen bestellen | stornieren kündigen abbrechen widerrufen | garantie gewährleistung | kaputt defekt beschädigt |
    telefon handy rufnummer | passwort kennwort | konto kundenkonto profil | löschen entfernen | ändern korrigieren bearbeiten |
    bezahlen zahlen zahlung | rate raten ratenzahlung | gutschein rabatt rabattcode | abo abonnement vertrag tarif | laden filiale
    geschäft | öffnungszeiten geöffnet offen | mitarbeiter berater | reparatur reparieren | tausch umtausch austausch |
    größe maß höhe | bild foto | kostenlos gratis umsonst kostenfrei | anschrift adresse | ausland international |
    herunterladen download | anmelden einloggen login | wartung inspektion`,
  fr: `livraison expédition envoi port | colis paquet | retour renvoyer retourner | remboursement rembourser | facture reçu |
    prix coût frais tarif | acheter commander | annuler résilier | cassé endommagé défectueux | téléphone portable mobile |
    compte profil | supprimer effacer | modifier changer | payer paiement règlement | bon coupon réduction remise | abonnement
    forfait | magasin boutique | horaire ouverture | réparer réparation | échange échanger | taille dimension | photo image |
    gratuit offert | mail courriel email`,
  es: `envío entrega reparto | paquete pedido | devolución devolver | reembolso reintegro | factura recibo | precio coste costo
    tarifa gasto | comprar pedir | cancelar anular | roto dañado defectuoso | teléfono móvil celular | cuenta perfil | borrar
    eliminar | cambiar modificar | pagar pago | cupón vale descuento | suscripción plan | tienda local | horario apertura |
    reparar arreglar | talla tamaño | foto imagen | gratis gratuito | correo email`,
}

const kin = new Map<Language, Map<string, string[]>>()

/** The terms that the trade uses for the same thing. */
export function tradeWords(term: string, language: Language): readonly string[] {
  const known = kin.get(language) ?? termsOf(language)
  kin.set(language, known)
  return known.get(term) ?? []
}

function termsOf(language: Language): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const group of (groups[language] ?? '').split('|')) {
    const terms = [
      ...new Set(
        group
          .trim()
          .split(/\s+/)
          .map(word => termOf(word, language)),
      ),
    ]
    for (const term of terms) found.set(term, [...(found.get(term) ?? []), ...terms.filter(other => other !== term)])
  }
  return found
}

import { expect, test } from 'vitest'
import { detectLanguage } from './detect-language.ts'

test.each([
  ['en', 'You can return your parcel within 30 days if it has not been opened.'],
  ['de', 'Sie können Ihr Paket innerhalb von 30 Tagen zurücksenden, wenn es nicht geöffnet wurde.'],
  ['fr', 'Vous pouvez renvoyer votre colis dans les 30 jours si vous ne l’avez pas ouvert.'],
  ['es', 'Puede devolver su paquete en un plazo de 30 días si no lo ha abierto, con el recibo.'],
  ['it', 'Puoi restituire il pacco entro 30 giorni se non è stato aperto, con lo scontrino della cassa.'],
  ['nl', 'Je kunt het pakket binnen 30 dagen terugsturen als het niet is geopend, met de bon van de winkel.'],
  ['pt', 'Você pode devolver o pacote em até 30 dias se ele não tiver sido aberto, com a nota da loja.'],
  ['sv', 'Du kan skicka tillbaka paketet inom 30 dagar om det inte har öppnats, och vi betalar frakten för dig.'],
  [
    'da',
    'Du kan sende pakken tilbage inden 30 dage, hvis den ikke er blevet åbnet, og vi betaler fragten for dig af os.',
  ],
  [
    'no',
    'Du kan sende pakken tilbake innen 30 dager hvis den ikke har blitt åpnet, og vi betaler frakten av å sende den.',
  ],
  ['fi', 'Voit palauttaa paketin 30 päivän kuluessa, jos se ei ole avattu, ja me maksamme myös palautuksen.'],
  ['pl', 'Możesz zwrócić paczkę w ciągu 30 dni, jeśli nie została otwarta, a my zapłacimy za przesyłkę.'],
  ['tr', 'Paketi açılmamışsa 30 gün içinde iade edebilirsiniz ve kargo ücreti bizim için bir sorun değil.'],
  ['cs', 'Balík můžete vrátit do 30 dnů, pokud není otevřený, a my vám zaplatíme poštovné za vrácení.'],
  ['ru', 'Вы можете вернуть посылку в течение 30 дней, если она не вскрыта.'],
  ['uk', 'Ви можете повернути посилку протягом 30 днів, якщо її не відкрито.'],
  ['zh', '如果未拆封，您可以在三十天内退回包裹。'],
  ['ja', '未開封の場合、三十日以内に返品できます。'],
  ['ko', '개봉하지 않은 경우 30일 이내에 반품할 수 있습니다.'],
  ['ar', 'يمكنك إعادة الطرد خلال ثلاثين يومًا إذا لم يتم فتحه.'],
  ['he', 'ניתן להחזיר את החבילה תוך שלושים יום אם לא נפתחה.'],
])('knows %s by one sentence', (language, sentence) => {
  expect(detectLanguage(sentence)).toBe(language)
})

test('admits not to know what only numbers, codes and names say', () => {
  expect(detectLanguage('SKU 4711 – 12,90 € – Bergamo XL')).toBeUndefined()
  expect(detectLanguage('')).toBeUndefined()
})

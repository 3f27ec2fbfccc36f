// “One” is left out: it is an article in most languages.
const words: Record<string, string> = Object.fromEntries(
  [
    'two zwei deux dos due twee dois',
    'three drei trois tres tre drie três',
    'four vier quatre cuatro quattro quatro',
    'five fünf cinq cinco cinque vijf',
    'six sechs seis sei zes',
    'seven sieben sept siete sette zeven sete',
    'eight acht huit ocho otto oito',
    'nine neun neuf nueve nove negen',
    'ten zehn dix diez dieci tien dez',
    'eleven elf onze once undici',
    'twelve zwölf douze doce dodici twaalf doze',
  ]
    .flatMap((names, index) => names.split(' ').map(name => [name, String(index + 2)]))
    .concat(
      [
        'fourteen vierzehn quatorze veertien',
        'twenty zwanzig vingt veinte venti twintig vinte',
        'thirty dreißig trente treinta trenta dertig trinta',
        'sixty sechzig soixante sesenta',
        'ninety neunzig',
        'hundred hundert cent cien cento honderd cem',
      ].flatMap((names, index) => names.split(' ').map(name => [name, String([14, 20, 30, 60, 90, 100][index])])),
    ),
)

/** Numbers, amounts and parts of dates, however they are written: `1.299,00` and `1,299` are the same. */
export const numbersIn = (text: string): Set<string> => {
  const digits = text.match(/\d+(?:[.,]\d+)*/g) ?? []
  const spelled = (text.toLowerCase().match(/\p{L}+/gu) ?? []).flatMap(word => words[word] ?? [])
  return new Set([...digits.map(plainNumber), ...spelled])
}

const plainNumber = (written: string) => {
  const parts = written.split(/[.,]/)
  const last = parts.at(-1) ?? ''
  const isFraction = parts.length > 1 && last.length !== 3
  const whole = (isFraction ? parts.slice(0, -1) : parts).join('').replace(/^0+(?=\d)/, '')
  const fraction = isFraction ? last.replace(/0+$/, '') : ''
  return fraction === '' ? whole : `${whole}.${fraction}`
}

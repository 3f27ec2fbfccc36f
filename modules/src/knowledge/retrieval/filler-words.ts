import type { Language } from './stop-words.ts'

// Words of talk rather than of the matter: `how long until I get …`. A small knowledge base hardly uses them, so they look rare
// and would drown what the question is about; they are searched, at part of their weight.
const lists: Partial<Record<Language, string>> = {
  en: `get gets got getting want wants wanted need needs needed like long much many know tell say help let make makes give
    gives take takes go goes going come comes put keep see look find try happen happens possible thing things
    something anything someone somebody anybody everything way ways still really now actually maybe want please thanks thank
    hello hi hey question ask able sure think mean means good best`,
  de: `lange viel viele wieviel gibt geben machen macht mache gemacht brauche brauchen bekomme bekommen finde finden wissen
    weiß sagen gehen geht gehe lassen lässt passiert hallo danke frage hilfe helfen möglich gerade jetzt immer wirklich
    eigentlich gut ding sache mein`,
  fr: `longtemps beaucoup besoin savoir sais dire dites donner donne prendre prend aller venir mettre trouver trouve voir
    possible chose choses quelque quelqu bonjour merci question aide aider maintenant vraiment bien`,
  es: `mucho mucha muchos necesito necesita saber sé decir dar da tomar ir venir poner encontrar encuentro ver posible cosa
    cosas alguien hola gracias pregunta ayuda ayudar ahora realmente bien tardar tarda`,
  it: `tanto molti bisogno sapere so dire dare prendere andare venire mettere trovare trovo vedere possibile cosa cose
    qualcuno ciao grazie domanda aiuto aiutare adesso ora davvero bene`,
  pt: `muita muitos preciso precisa saber sei dizer dar tomar ir vir colocar encontrar encontro ver possível coisa coisas
    alguém olá obrigado pergunta ajuda ajudar agora realmente bem`,
  nl: `lang lange veel nodig weten weet zeggen geven nemen gaan gaat komen zetten vinden vind zien mogelijk ding iets iemand
    hallo bedankt vraag hulp helpen nu echt goed`,
}

const words = new Map(Object.entries(lists).map(([language, list]) => [language, new Set(list.split(/\s+/))]))

export const isFiller = (word: string, language: Language): boolean => words.get(language)?.has(word) ?? false

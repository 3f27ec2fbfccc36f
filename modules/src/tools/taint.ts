import { readingsOf } from './readings.ts'

// Words that speak to a model where only information should stand. Never the only wall: it lowers what may run.
const suspicious = [
  /\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}\b(?:previous|prior|above|earlier|all|your|any|the)\b.{0,40}\b(?:instructions?|prompts?|rules?|polic(?:y|ies)|guidelines?|restrictions?)/is,
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|prior|above|earlier|all|your)\b.{0,40}\bmessages?/is,
  /\b(?:new|updated|real|actual)\s+(?:system\s+)?(?:instructions?|prompt)\b/i,
  /\byou\s+(?:are|must)\s+now\b/i,
  /\b(?:pretend|act|behave|respond|answer)\b.{0,20}\b(?:as|to be|like)\b.{0,40}\b(?:no rules|unrestricted|without (?:any )?(?:rules|limits|restrictions)|developer mode|admin(?:istrator)?|root)\b/is,
  /\b(?:developer|debug|admin|god|maintenance|DAN)\s+mode\b/i,
  /\bsystem\s*(?:prompt|message|override)\b/i,
  /<\s*\/?\s*(?:system|assistant|instructions?|tool_call|function_call|tool_response|developer)\b[^>]{0,80}>|\[\/?INST\]|<\|[a-z_]+\|>|<\s*function\s*=/i,
  /^\s*(?:#+\s*|\*+)?(?:system|assistant|developer|tool)\s*\**\s*:/im,
  /\b(?:do\s+not|don't|never)\s+(?:tell|inform|mention|reveal).{0,30}\b(?:user|customer|anyone|human)/is,
  /\b(?:call|invoke|use|run|execute)\s+(?:the\s+|your\s+)?.{1,40}\b(?:tool|function)\b/is,
  /"(?:tool_calls?|function_call|tool_use|tool_name)"\s*:|(?:^|[\s`>])\{\s*"(?:name|function|tool)"\s*:\s*"[^"]{1,64}"\s*,\s*"(?:arguments|parameters|args|input)"\s*:/i,
  /\b(?:already|pre-?|hereby|been|is|was)[ -]?\s*approved\b.{0,60}\b(?:by|manager|supervisor|admin|team|call|approval|person)\b|\bno\s+(?:further\s+)?approval\b|\bwithout\s+(?:any\s+|asking\s+for\s+)?approval\b|\bapproval\s*(?:status|token|id|code)?\s*[:=]\s*"?(?:granted|approved|true|yes|ok)/is,
  /!\[[^\]]*\]\(\s*https?:/i,
  /\b(?:send|post|append|forward|upload|encode|include|put)\b.{0,60}\b(?:conversation|history|data|details|secrets?|keys?|tokens?|prompt|instructions)\b.{0,60}https?:\/\//is,
  /<\s*img\b[^>]{0,200}\bsrc\s*=\s*["']?https?:/i,
]

// The same wish to be obeyed, in the languages that our customers' customers write.
const elsewhere = [
  /\b(?:ignorier|vergiss|vergessen|missacht|übergeh)\p{L}*\b.{0,40}(?:anweisung|vorgabe|regel|instruktion|befehl)/isu,
  /\b(?:ignor|oubli|néglig)\p{L}*.{0,40}(?:instructions?|consignes?|règles?)/isu,
  /(?:ignor|olvid|omit)\p{L}*.{0,40}(?:instrucciones|instruções|reglas|regras|órdenes|ordens)/isu,
  /(?:ignor|dimentic|trascur)\p{L}*.{0,40}(?:istruzioni|regole|ordini)/isu,
  /(?:negeer|vergeet|sla)\b.{0,40}(?:instructies|aanwijzingen|regels|opdrachten)/isu,
  /(?:esqueç|desconsider)\p{L}*.{0,40}(?:instruções|regras|ordens)/isu,
  /(?:игнорируй|забудь|не обращай внимания).{0,40}(?:инструкци|правил|указани)/isu,
  /(?:zignoruj|zapomnij).{0,40}(?:instrukcj|polece|zasad)/isu,
  /(?:önceki|tüm).{0,30}(?:talimat|kural)\p{L}*.{0,30}(?:yok say|unut|dikkate alma)/isu,
  /(?:忽略|无视|忘记).{0,20}(?:指令|指示|规则|提示)/su,
  /(?:以前|前|すべて).{0,12}(?:指示|命令|ルール).{0,12}(?:無視|忘れ)/su,
]

const longest = 100_000

/** Whether what the model is to read speaks to it like instructions instead of information, plainly or in disguise. */
export const isSuspicious = (text: string): boolean => {
  const looked = text.slice(0, longest)
  if (elsewhere.some(pattern => pattern.test(looked))) return true
  return readingsOf(looked).some(reading => suspicious.some(pattern => pattern.test(reading)))
}

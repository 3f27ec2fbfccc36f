// Words that speak to a model where only information should stand. Never the only wall: it lowers what may run.
const suspicious = [
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|prior|above|earlier|all|your)\b.{0,40}\b(?:instructions?|prompts?|rules?|messages?)/is,
  /\b(?:new|updated|real|actual)\s+(?:system\s+)?(?:instructions?|prompt)\b/i,
  /\byou\s+(?:are|must)\s+now\b/i,
  /\bsystem\s*(?:prompt|message|override)\b/i,
  /<\s*\/?\s*(?:system|assistant|instructions?)\s*>|\[\/?INST\]|<\|[a-z_]+\|>/i,
  /^\s*(?:system|assistant)\s*:/im,
  /\b(?:do\s+not|don't|never)\s+(?:tell|inform|mention|reveal).{0,30}\b(?:user|customer|anyone|human)/is,
  /\b(?:call|invoke|use|run|execute)\s+the\s+.{1,40}\b(?:tool|function)\b/is,
  /!\[[^\]]*\]\(\s*https?:/i,
]

/** Whether what a tool brought back reads like instructions instead of information. */
export const isSuspicious = (text: string): boolean => suspicious.some(pattern => pattern.test(text.slice(0, 100_000)))

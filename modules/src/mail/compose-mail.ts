import type { NewMail } from './mail.ts'

type Draft = {
  /** One line. Names in it, and in the rest, went through `plainName`. */
  subject: string
  paragraphs: string[]
  action: { label: string; link: string }
  /** What to know beside it, in small print. */
  note: string
}

/** Both forms of a mail: what is in the draft and nothing else, without images or anything that tells of being read. */
export const composeMail = ({
  subject,
  paragraphs,
  action,
  note,
}: Draft): Pick<NewMail, 'subject' | 'text' | 'html'> => ({
  subject,
  text: [...paragraphs, `${action.label}:\n${action.link}`, note].join('\n\n'),
  html: page(
    subject,
    [
      ...paragraphs.map(paragraph => `<p dir="auto" style="margin:0 0 16px">${escaped(paragraph)}</p>`),
      `<p style="margin:24px 0"><a href="${escaped(action.link)}" style="${button}">${escaped(action.label)}</a></p>`,
      `<p dir="auto" style="${small}">${escaped(note)}</p>`,
      `<p dir="ltr" style="${small};word-break:break-all">${escaped(action.link)}</p>`,
    ].join('\n'),
  ),
})

const button =
  'display:inline-block;padding:12px 20px;border-radius:8px;background:#1f5fd0;color:#ffffff;text-decoration:none'
const small = 'margin:0 0 8px;font-size:14px;color:#5f6672'
const column = 'max-width:560px;margin:0 auto;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1c2430'

const page = (title: string, content: string) => `<!doctype html>
<html dir="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
</head>
<body style="margin:0;background:#ffffff">
<div dir="auto" style="${column}">
${content}
</div>
</body>
</html>
`

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (text: string) => text.replace(/[&<>"']/g, mark => marks[mark] ?? '')

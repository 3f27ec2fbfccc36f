import { Textarea } from '@mantine/core'
import { jsonProblem } from './json-text.ts'

type Props = {
  label: string
  description?: string | undefined
  value: string
  onChange: (text: string) => void
  /** What the server said about it. */
  wrong?: string | undefined
  readOnly?: boolean
  rows?: number
  /** An empty text stands for nothing and is no mistake. */
  optional?: boolean
  placeholder?: string
}

/** A plain editor for JSON that says at once where it is none. */
export const JsonField = ({ label, description, value, onChange, wrong, readOnly, optional, ...rest }: Props) => {
  const isEmpty = optional === true && value.trim() === ''
  return (
    <Textarea
      {...rest}
      label={label}
      description={description}
      className="[&_textarea]:font-mono [&_textarea]:text-[13px]"
      spellCheck={false}
      autoCapitalize="off"
      readOnly={readOnly ?? false}
      value={value}
      error={(isEmpty ? undefined : jsonProblem(value)) ?? wrong}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}

'use client'

import type { ModelPrice } from '@frontdesk/contract/model-prices'
import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, fieldProblems } from '../../lib/api.ts'
import { setModelPrice } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { nothingUnsaved, useUnsavedChanges } from '../../lib/unsaved.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

/** Says what a model costs, in place of what was said of it before. */
export const PriceForm = ({ price, onClose }: { price: ModelPrice | undefined; onClose: () => void }) => {
  const [model, setModel] = useState(price?.model ?? '')
  const [input, setInput] = useState(String(price?.inputPerMillion ?? ''))
  const [output, setOutput] = useState(String(price?.outputPerMillion ?? ''))
  const [touched, setTouched] = useState(false)
  useUnsavedChanges(touched)
  const { start, working, problem } = useAction(async () => {
    await api.call(setModelPrice, {
      body: { model, inputPerMillion: Number(input), outputPerMillion: Number(output) },
    })
    nothingUnsaved()
    await refresh('model-prices')
  })
  const wrong = fieldProblems(problem)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (await start()) onClose()
  }
  const amount = {
    type: 'number',
    inputMode: 'decimal',
    min: 0,
    step: 'any',
    required: true,
    withAsterisk: false,
  } as const
  return (
    <Modal
      opened
      onClose={onClose}
      title={price ? 'Edit price' : 'New price'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className="flex flex-col gap-4" onChange={() => setTouched(true)} onSubmit={event => void onSubmit(event)}>
        <TextInput
          label="Model"
          description="Its name, or the beginning of names with * behind it, such as gpt-4o*"
          data-autofocus
          required
          withAsterisk={false}
          spellCheck={false}
          maxLength={200}
          readOnly={price !== undefined}
          error={wrong.model}
          value={model}
          onChange={event => setModel(event.currentTarget.value)}
        />
        <TextInput
          {...amount}
          label="A million tokens in"
          description="In the currency that you count in"
          error={wrong.inputPerMillion}
          value={input}
          onChange={event => setInput(event.currentTarget.value)}
        />
        <TextInput
          {...amount}
          label="A million tokens out"
          error={wrong.outputPerMillion}
          value={output}
          onChange={event => setOutput(event.currentTarget.value)}
        />
        {problem !== undefined && Object.keys(wrong).length === 0 && <Problem thrown={problem} />}
        <div className="flex justify-end gap-2">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={working}>
            Save
          </Button>
        </div>
      </form>
    </Modal>
  )
}

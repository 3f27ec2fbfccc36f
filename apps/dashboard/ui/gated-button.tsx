import { Button, type ButtonProps, VisuallyHidden } from '@mantine/core'
import { type ComponentPropsWithoutRef, useId } from 'react'

type Props = ButtonProps & ComponentPropsWithoutRef<'button'> & { whyNot: string | undefined }

/** A button that, when it may not be pressed, stays in its place and says why. */
export const GatedButton = ({ whyNot, onClick, ...rest }: Props) => {
  const id = useId()
  if (whyNot === undefined) return <Button {...rest} onClick={onClick} />
  return (
    <>
      <Button
        {...rest}
        data-disabled
        aria-disabled
        aria-describedby={id}
        title={whyNot}
        onClick={undefined}
        type="button"
      />
      <VisuallyHidden id={id}>{whyNot}</VisuallyHidden>
    </>
  )
}

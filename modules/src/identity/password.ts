import { isCommonPassword } from '@frontdesk/platform/common-passwords'
import { Invalid } from '#errors'

/** Throws Invalid for a password that is among the first to be tried. */
export const mustBeUncommon = async (password: string, email: string, pointer: string): Promise<void> => {
  if (await isCommonPassword(password, email))
    throw new Invalid('This password is one of the first that somebody would try. Choose another one.', [
      { pointer, message: 'A password that is on no list of stolen ones' },
    ])
}

import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** The Chromium to drive: the one that FRONTDESK_CHROMIUM names, else the system's; undefined where there is none. */
export const findChromium = (environment = process.env): string | undefined => {
  const folders = ['/usr/bin', ...(environment.PATH ?? '').split(delimiter)]
  const candidates = folders.flatMap(folder => names.map(name => join(folder, name)))
  return environment.FRONTDESK_CHROMIUM ?? candidates.find(existsSync)
}

export const howToGetChromium =
  'No Chromium was found, so the browser journeys were skipped. Install one (Debian: apt-get install chromium) ' +
  'or point FRONTDESK_CHROMIUM at it.'

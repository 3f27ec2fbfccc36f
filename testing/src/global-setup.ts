import { exists, templatePath } from './template.ts'

/** Makes the database that tests copy before the first of them waits for it; later runs find it there. */
export const setup = async (): Promise<void> => {
  const template = await templatePath()
  if (process.env.DATABASE_URL || (await exists(template))) return
  const { buildTemplate } = await import('./database.ts')
  await buildTemplate(template)
}

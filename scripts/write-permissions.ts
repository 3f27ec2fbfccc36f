import { writeFileSync } from 'node:fs'
import { pagePath, permissionsPage } from './shape/permissions-page.ts'

writeFileSync(new URL(`../${pagePath}`, import.meta.url), permissionsPage())

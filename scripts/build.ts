import { buildDashboard } from './build-dashboard.ts'
import { buildDatabaseTemplate } from './build-template.ts'

/** Builds whatever is not built yet, or is older than its sources. */
export const build = async () => {
  await Promise.all([buildDashboard(), buildDatabaseTemplate()])
}

if (import.meta.main) await build()

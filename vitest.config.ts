import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const globalSetup = 'testing/src/global-setup.ts'

export default defineConfig({
  test: {
    include: ['{contract,platform,modules,api,testing,scripts,bench}/**/*.test.ts', 'apps/*/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/.next/**', '**/out/**', '**/dist/**'],
    setupFiles: ['testing/src/setup.ts'],
    globalSetup: existsSync(globalSetup) ? [globalSetup] : [],
    // Threads start faster than processes, and a laptop with two cores shall still answer while tests run.
    pool: 'threads',
    maxWorkers: 2,
    // Reading the program takes as long as an ordinary file's tests, so files share what they import; what they open they end.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
})

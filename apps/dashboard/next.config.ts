import { fileURLToPath } from 'node:url'
import type { NextConfig } from 'next'
import { foldersBelow } from './api-packages.ts'

// Vercel runs the API inside this app; everywhere else our own server serves the exported files.
const onVercel = process.env.VERCEL === '1'

const root = new URL('../../', import.meta.url)
const withTheApi = (): NextConfig => ({
  pageExtensions: ['tsx', 'vercel.ts'],
  outputFileTracingRoot: fileURLToPath(root),
  outputFileTracingIncludes: {
    '/api/**': foldersBelow(new URL('package-lock.json', root), ['api', 'platform']).map(name => `../../${name}/**/*`),
  },
})

const config: NextConfig = {
  ...(onVercel ? withTheApi() : { output: 'export', pageExtensions: ['tsx'] }),
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` looks at the types, once for the whole house.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    optimizePackageImports: ['@mantine/core', '@mantine/hooks', '@tabler/icons-react'],
    turbopackChunking: {
      priorityRoutes: [/^\/chat/],
      priorityBoost: 4,
      requestCost: 600_000,
      minChunkSize: 200_000,
      maxChunkCountPerGroup: 6,
    },
  },
}

export default config

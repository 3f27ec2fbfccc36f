import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { ConfirmIdentity } from '../features/confirmation/confirm-identity.tsx'
import { Providers } from '../ui/providers.tsx'
import './globals.css'

// Inside the page it costs no request.
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#4263eb"/><path d="M8 21a8 8 0 0 1 16 0M6 24h20M16 13v-3m-2 0h4" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>',
)}`

export const metadata: Metadata = {
  title: { default: 'Frontdesk', template: '%s · Frontdesk' },
  description: 'Customer service answered from your own knowledge.',
  robots: { index: false, follow: false },
  referrer: 'same-origin',
  icons: { icon },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  // The composer stays above the keyboard of a phone.
  interactiveWidget: 'resizes-content',
  colorScheme: 'light dark',
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" />
      </head>
      <body>
        <Providers>
          {children}
          <ConfirmIdentity />
        </Providers>
      </body>
    </html>
  )
}

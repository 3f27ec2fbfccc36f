'use client'

import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { Notices } from './notify.tsx'
import { readableGreys, theme } from './theme.ts'

export const Providers = ({ children }: { children: ReactNode }) => (
  <MantineProvider theme={theme} cssVariablesResolver={readableGreys} defaultColorScheme="auto">
    {children}
    <Notices />
  </MantineProvider>
)

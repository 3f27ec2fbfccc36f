'use client'

import { useEffect } from 'react'
import { paths } from '../lib/paths.ts'

// The pages are static files, so it is the browser that goes on.
export default function HomePage() {
  useEffect(() => window.location.replace(paths.chat()), [])
  return null
}

import { useCallback, useEffect, useRef, useState } from 'react'

const nearPx = 48

/** Keeps the end in view while text arrives, until the reader scrolls away from it. */
export const useStickToEnd = (key: string) => {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const stuck = useRef(true)
  const [away, setAway] = useState(false)

  const toEnd = useCallback(() => {
    stuck.current = true
    setAway(false)
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  }, [])

  // Another conversation starts at its own end.
  useEffect(() => {
    if (key) toEnd()
  }, [key, toEnd])

  useEffect(() => {
    const element = scroller.current
    const inside = content.current
    if (!element || !inside) return
    const onScroll = () => {
      stuck.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx
      setAway(!stuck.current)
    }
    const grown = new ResizeObserver(() => {
      if (stuck.current) element.scrollTop = element.scrollHeight
    })
    element.addEventListener('scroll', onScroll, { passive: true })
    grown.observe(inside)
    grown.observe(element)
    return () => {
      element.removeEventListener('scroll', onScroll)
      grown.disconnect()
    }
  }, [])

  return { scroller, content, away, toEnd }
}

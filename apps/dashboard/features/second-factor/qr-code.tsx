import { encode } from 'uqr'

const quiet = 2

/** Dark squares on white in either theme, because cameras expect it. */
export const QrCode = ({ text }: { text: string }) => {
  const { data, size } = encode(text, { border: quiet })
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg
      role="img"
      aria-label="The secret as a QR code"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="mx-auto w-full max-w-[200px] rounded-lg"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  )
}

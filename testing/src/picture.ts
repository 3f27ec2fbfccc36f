const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** The smallest picture, as it is uploaded. */
export const pictureForm = (): FormData => {
  const parts = new FormData()
  parts.set('file', new File([Buffer.from(onePixel, 'base64')], 'parcel.png'))
  return parts
}

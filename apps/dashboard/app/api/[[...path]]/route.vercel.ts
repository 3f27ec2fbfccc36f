// Node loads the API from its sources: bundled, it would not find the files that lie beside them.
const compose = async () => {
  const { createApp } = await import(/* turbopackIgnore: true */ '@frontdesk/api/app')
  const { keepWatching } = await import(/* turbopackIgnore: true */ '@frontdesk/modules/security/index')
  const { compose } = await import(/* turbopackIgnore: true */ '@frontdesk/platform/compose')
  const { readConfig } = await import(/* turbopackIgnore: true */ '@frontdesk/platform/config')
  const platform = await compose(readConfig())
  keepWatching(platform)
  return createApp(platform)
}
let app: ReturnType<typeof compose> | undefined
const answer = async (request: Request) => {
  app ??= compose()
  return (await app).fetch(request)
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT }

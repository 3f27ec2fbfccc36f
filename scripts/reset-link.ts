import { makeResetLink } from '@frontdesk/modules/identity/index'
import { compose } from '@frontdesk/platform/compose'
import { readConfig } from '@frontdesk/platform/config'

// Prints a link to a new password, for an owner whom no mail reaches and who is alone. With the embedded database, stop
// the server first: one process has it at a time.
//
// npm run reset-link -- olivia@example.com
const main = async () => {
  const [email] = process.argv.slice(2)
  if (!email) throw new Error('Say whose: npm run reset-link -- olivia@example.com')
  const platform = await compose(readConfig({ LOG_LEVEL: 'error', ...process.env }))
  try {
    const link = await makeResetLink(platform, email)
    if (!link) throw new Error(`No account has the address ${email}.`)
    console.log(`Within an hour, and once:\n${link}`)
  } finally {
    await platform.close()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

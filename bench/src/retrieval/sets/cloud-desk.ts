import { helpCentre } from './help-centre.ts'

/** A project tool sold by subscription, with an interface for developers. */
export const cloudDesk = helpCentre(
  'cloud desk',
  'en',
  `
  plans | Plans and prices | Starter is free for up to three people. Team costs 8 dollars per member and month, Business 15. Paying for a year saves two months.
  upgrade | Changing the plan | Owners change the plan under Billing. An upgrade applies at once and the rest of the month is charged pro rata. A downgrade takes effect at the end of the paid period.
  cancel | Ending a subscription | Choose Billing, then Cancel subscription. The workspace stays usable until the period ends and is then read only for 90 days. Unused months of a yearly plan are not refunded.
  receipts | Receipts | Every payment produces a receipt, which goes to the billing contact. Older receipts are listed under Billing, History.
  failed-payment | When a charge fails | We try again after one, three and seven days. After the third failure the workspace becomes read only until a valid card is entered.
  invite | Inviting people | Admins invite by e-mail address or with a link. The link works for seven days and at most 50 joiners. Guests see only the boards they were added to.
  roles | Roles and permissions | Owners handle billing, admins manage members, members edit boards, guests comment. A workspace has at least one owner; ownership can be handed over under Members.
  remove-member | Removing someone | Open Members, choose the person and Remove. Their tasks stay and become unassigned. The seat is free from the next billing day.
  sso | Single sign-on | Business workspaces can sign in through SAML 2.0 or OpenID Connect with Okta, Entra ID or Google. Test the connection before you enforce it, or you may lock yourselves out.
  mfa | Two-factor authentication | Members turn it on under Profile, Security. Admins can require it for everybody. Lost devices are reset by an owner.
  export | Exporting data | Admins can export all boards as JSON or CSV under Settings, Data. Attachments come as a ZIP file. Large exports are prepared in the background and the link is mailed within an hour.
  import | Importing from other tools | Trello, Asana and Jira boards can be imported by upload of their export file. Labels and comments come along, automations do not.
  restore | Restoring deleted things | Deleted tasks and boards stay in the bin for 30 days. Members can restore what they deleted, admins everything.
  limits | File size and storage | A file may have up to 250 MB. Starter includes 2 GB, Team 100 GB, Business 1 TB per workspace.
  api-keys | API keys | Create a key under Settings, Developers. It is shown once. Send it as a bearer token. Keys can be limited to reading and to single boards, and revoked at any time.
  rate-limit | Rate limits of the API | Each key may send 120 requests a minute. Beyond that the API answers 429 with a Retry-After header. Batch endpoints count as one request per 50 items.
  webhooks | Webhooks | Webhooks tell your server about changes. Each delivery is signed with HMAC-SHA256 in the X-Signature header. We repeat failed deliveries for 24 hours with growing pauses.
  errors | Error codes | Code E-1042 means that the board was archived, E-1077 that a required field is empty, E-2003 that the token has expired.
  notifications | Too many notifications | Choose per board whether you hear about everything, only mentions, or nothing. Quiet hours silence push messages; e-mail summaries come once a day.
  calendar | Calendar feed | Every board offers an iCal address for Google Calendar or Outlook. Changes show up after at most 15 minutes. The feed is read only.
  automation | Automations | A rule has a trigger, conditions and actions, for example: when a task moves to Done, archive it after a week. Team plans run 1,000 rules a month.
  recurring | Repeating tasks | Set Repeat on a task to daily, weekly, monthly or a custom pattern. The next one appears when the current one is completed.
  time | Time tracking | Start the timer on a task or enter hours by hand. Reports add up per person, client and month, and can be exported for invoicing.
  offline | Working offline | The desktop and phone apps keep the last 30 days of your boards. Changes made without a connection are sent later; if two people changed the same field, the later change wins.
  slow | The app is slow | Close boards with more than 2,000 open tasks or archive the done ones. Turn off browser extensions and check status.example.com for incidents.
  sla | Availability | We promise 99.9 percent availability per month on Business plans and credit ten percent of the fee for each half percent missed.
  security | Where the data is stored | Data is stored in Frankfurt and Dublin, encrypted with AES-256 at rest and TLS 1.3 on the way. Backups are made every six hours and kept for 35 days.
  gdpr | Data processing agreement | The agreement can be signed online under Settings, Legal. The list of subprocessors is part of it; changes are announced 30 days ahead.
  shortcuts | Keyboard shortcuts | Press ? to see all of them. N makes a new task, slash opens the search, and G then B jumps to a board.
  templates | Board templates | Any board can be saved as a template. Templates keep columns, fields and automations, but not tasks unless you tick the box.
  fields | Custom fields | Boards can have up to 40 fields of type text, number, date, person, selection or formula. A formula refers to other fields by name in braces.
  public | Sharing with people outside | A public link shows a board without signing in. Set a password or an end date. Comments are off for the public.
  `,
  `
  plans: how much does it cost per user
  plans: is there a free version
  upgrade: we want to move to the business plan in the middle of the month, what do we pay
  upgrade: downgrading
  cancel: how do I cancell my subscription
  cancel: do we get money back if we leave before the year is over
  receipts: I need last year's invoices
  failed-payment: our card expired, what happens now
  invite: how do I add a colleague
  invite: my invite link no longer works
  roles: difference between owner and admin
  roles: transfer ownership to somebody else
  remove-member: someone left the company, how do I take them off
  sso: set up okta login
  sso: does it support SAML
  mfa: force all users to use 2fa
  mfa: I lost my authenticator
  export: download all our data
  export: can I get my boards as csv
  import: move from jira
  import: migrate my trello cards
  restore: I accidentally deleted a board
  restore: undelete task
  limits: maximum upload size
  limits: how much storage do we have on team
  api-keys: where do I create an access token
  api-keys: make a read only API key
  rate-limit: I get 429 responses
  rate-limit: how many requests per minute are allowed
  webhooks: how to verify webhook signatures
  webhooks: do you retry failed webhooks
  errors: what does E-1042 mean
  errors: error E2003
  notifications: stop sending me so many emails
  notifications: mute a board
  calendar: sync with google calender
  automation: automatically archive done tasks
  recurring: weekly repeating task
  time: track working hours
  offline: does it work without internet
  slow: everything is loading slowly
  sla: what uptime do you guarantee
  security: is our data encrypted
  security: in which country are your servers
  gdpr: sign a DPA
  gdpr: list of sub-processors
  shortcuts: hotkeys
  templates: reuse a board structure for new projects
  fields: add a formula column
  public: share a board with a client who has no account
  `,
  `
  do you have a dark mode
  can I make video calls in the app
  is there a linux client
  how do I change my profile picture
  do you offer discounts for non-profits
  can tasks have sub-tasks with dependencies
  is there a gantt chart
  does it integrate with salesforce
  can I print a board
  what programming language is the API written in
  can I host it on my own servers
  how do I merge two workspaces
  does the free plan include phone support
  what is the maximum number of boards
  how can I translate the interface into polish
  do you have a certification for ISO 27001
  can I schedule an e-mail from a task
  where can I vote for new features
  how do I set up a chat bot
  can guests upload files larger than ten gigabytes
  how do I bake sourdough bread
  what is the meaning of life
  how tall is mount everest
  my cat is sick
  cheap flights to rome
  who wrote hamlet
  how do I change a flat tyre
  what is the best mattress
  when is the next solar eclipse
  how do I apply for a mortgage
  `,
)

import type { CustomersPage } from '@frontdesk/contract/conversations'
import type { Statement } from '@frontdesk/platform/database/transaction'

type Written = { organizationId: string; conversationId: string; messageId: string; page: CustomersPage }

/** Notes with a message that was kept just before where the customer wrote it. */
export const keepPage = ({ organizationId, conversationId, messageId, page }: Written): Statement => ({
  name: 'messages.keep-page',
  text: `UPDATE messages SET page = $4::json WHERE organization_id = $1::uuid AND conversation_id = $2::uuid AND id = $3::uuid`,
  values: [organizationId, conversationId, messageId, JSON.stringify(page)],
})

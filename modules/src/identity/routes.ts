import * as contract from '@frontdesk/contract/accounts'
import * as confirmation from '@frontdesk/contract/confirmation'
import * as organizations from '@frontdesk/contract/organizations'
import * as passkeys from '@frontdesk/contract/passkeys'
import * as people from '@frontdesk/contract/people'
import * as profile from '@frontdesk/contract/profile'
import * as providers from '@frontdesk/contract/providers'
import * as roles from '@frontdesk/contract/roles'
import * as secondFactor from '@frontdesk/contract/second-factor'
import * as sessions from '@frontdesk/contract/sessions'
import { record } from '#audit'
import { readPage } from '../paging.ts'
import { publicRoute, route } from '../route.ts'
import { acceptInvitation, readInvitation } from './accept-invitation.ts'
import { selectApiKeys } from './api-key-store.ts'
import { askEmailVerification } from './ask-email-verification.ts'
import { askPasswordReset } from './ask-password-reset.ts'
import { askEmailChange, changeEmail } from './change-email.ts'
import { changeMember } from './change-member.ts'
import { changeName } from './change-name.ts'
import { changeOrganization } from './change-organization.ts'
import { changePassword } from './change-password.ts'
import { changeRole } from './change-role.ts'
import { beginProviderConfirmation, confirmSession, readConfirmation } from './confirm-session.ts'
import { createApiKey } from './create-api-key.ts'
import { createOrganization } from './create-organization.ts'
import { createRole } from './create-role.ts'
import { deleteRole } from './delete-role.ts'
import { deleteInvitation, selectInvitations } from './invitation-store.ts'
import { invite } from './invite.ts'
import { beginProviderLink, finishProviderLink, listLinkedProviders, unlinkProvider } from './link-provider.ts'
import { selectOrganizations } from './organization-store.ts'
import { beginPasskeySignIn, finishPasskeySignIn, showPasskey } from './passkey-sign-in.ts'
import { addPasskey, beginPasskey, listPasskeys, removePasskey, renamePasskey } from './passkeys.ts'
import { selectMembers } from './people-store.ts'
import { personOf } from './person.ts'
import { beginProviderSignIn, finishProviderSignIn } from './provider-sign-in.ts'
import { offeredProviders } from './provider-trip.ts'
import { readSession } from './read-session.ts'
import { readSetup } from './read-setup.ts'
import { leaveOrganization, removeMember } from './remove-member.ts'
import { resetPassword } from './reset-password.ts'
import { revokeApiKey } from './revoke-api-key.ts'
import { selectRoles } from './role-store.ts'
import {
  confirmSecondFactor,
  enrolSecondFactor,
  readSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  showSecondFactor,
} from './second-factor.ts'
import { endedSessionCookie, sessionCookie } from './session-cookie.ts'
import { endOtherSessions, endSession, listSessions } from './sessions.ts'
import { setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { switchOrganization } from './switch-organization.ts'
import { verifyEmail } from './verify-email.ts'

export const routes = [
  route(contract.readSession, ctx => readSession(ctx)),
  route(contract.createApiKey, (ctx, { body }) => createApiKey(ctx, body)),
  route(contract.listApiKeys, (ctx, { query }) =>
    selectApiKeys(ctx, readPage<[string, string]>(query, ['moment', 'word'])),
  ),
  route(contract.revokeApiKey, (ctx, { parameters }) => revokeApiKey(ctx, parameters.apiKeyId)),
  route(organizations.listOrganizations, (ctx, { query }) =>
    selectOrganizations(ctx, personOf(ctx), readPage<[string, string]>(query, ['moment', 'id'])),
  ),
  route(organizations.createOrganization, (ctx, { body }) => createOrganization(ctx, body.name)),
  route(organizations.updateOrganization, (ctx, { body }) => changeOrganization(ctx, body)),
  route(people.listMembers, (ctx, { query }) =>
    selectMembers(ctx, readPage<[string, string]>(query, ['moment', 'id'])),
  ),
  route(people.updateMember, (ctx, { parameters, body }) => changeMember(ctx, parameters.userId, body)),
  route(people.removeMember, (ctx, { parameters }) => removeMember(ctx, parameters.userId)),
  route(people.leaveOrganization, ctx => leaveOrganization(ctx)),
  route(people.createInvitation, (ctx, { body }) => invite(ctx, body)),
  route(people.listInvitations, (ctx, { query }) => selectInvitations(ctx, readPage<[string]>(query, ['id']))),
  route(people.revokeInvitation, (ctx, { parameters: { invitationId } }) =>
    ctx.transaction(async within => {
      await deleteInvitation(within, invitationId)
      await record(within, 'invitation.revoked', { target: invitationId })
    }),
  ),
  route(roles.listRoles, (ctx, { query }) => selectRoles(ctx, readPage<[string]>(query, ['word']))),
  route(roles.createRole, (ctx, { body }) => createRole(ctx, body)),
  route(roles.updateRole, (ctx, { parameters, body }) => changeRole(ctx, parameters.roleId, body)),
  route(roles.deleteRole, (ctx, { parameters }) => deleteRole(ctx, parameters.roleId)),
]

export const publicRoutes = [
  publicRoute(providers.listProviders, async platform => ({
    reply: {
      items: offeredProviders(platform).map(({ config: { id, name } }) => ({ id, name })),
      passkeys: platform.signIn.passkeys !== undefined,
    },
  })),
  publicRoute(providers.beginProviderSignIn, async (platform, { body }) => {
    const { url, setCookie } = await beginProviderSignIn(platform, body)
    return { reply: { url }, setCookie }
  }),
  publicRoute(providers.listLinkedProviders, async (platform, _input, visit) => ({
    reply: await listLinkedProviders(platform, visit),
  })),
  publicRoute(providers.beginProviderLink, async (platform, { body }, visit) => {
    const { url, setCookie } = await beginProviderLink(platform, body.provider, visit)
    return { reply: { url }, setCookie }
  }),
  publicRoute(providers.finishProviderLink, async (platform, { body }, visit) => ({
    reply: await finishProviderLink(platform, body.query, visit),
  })),
  publicRoute(providers.unlinkProvider, async (platform, { body }, visit) => ({
    reply: await unlinkProvider(platform, body.provider, visit),
  })),
  publicRoute(confirmation.readConfirmation, async (platform, _input, visit) => ({
    reply: await readConfirmation(platform, visit),
  })),
  publicRoute(confirmation.confirmSession, async (platform, { body }, visit) => ({
    reply: await confirmSession(platform, body, visit),
  })),
  publicRoute(confirmation.beginProviderConfirmation, async (platform, { body }, visit) => {
    const { url, setCookie } = await beginProviderConfirmation(platform, body.provider, visit)
    return { reply: { url }, setCookie }
  }),
  publicRoute(providers.finishProviderSignIn, async (platform, { body }, visit) => {
    const reply = await finishProviderSignIn(platform, body.query, visit)
    return { reply, setCookie: sessionCookie(platform.config.url, reply.session) }
  }),
  publicRoute(passkeys.beginPasskeySignIn, async platform => {
    const { options, setCookie } = beginPasskeySignIn(platform)
    return { reply: options, setCookie }
  }),
  publicRoute(passkeys.finishPasskeySignIn, async (platform, { body }, visit) => {
    const reply = await finishPasskeySignIn(platform, body.answer, visit)
    return { reply, setCookie: sessionCookie(platform.config.url, reply.session) }
  }),
  publicRoute(passkeys.showPasskey, async (platform, { body }, visit) => ({
    reply: await showPasskey(platform, body.answer, visit),
  })),
  publicRoute(passkeys.listPasskeys, async (platform, _input, visit) => ({
    reply: await listPasskeys(platform, visit),
  })),
  publicRoute(passkeys.beginPasskey, async (platform, _input, visit) => {
    const { options, setCookie } = await beginPasskey(platform, visit)
    return { reply: options, setCookie }
  }),
  publicRoute(passkeys.addPasskey, async (platform, { body }, visit) => ({
    reply: await addPasskey(platform, body, visit),
  })),
  publicRoute(passkeys.renamePasskey, async (platform, { parameters, body }, visit) => ({
    reply: await renamePasskey(platform, { passkeyId: parameters.passkeyId, ...body }, visit),
  })),
  publicRoute(passkeys.removePasskey, async (platform, { parameters }, visit) => ({
    reply: await removePasskey(platform, parameters.passkeyId, visit),
  })),
  publicRoute(contract.readSetup, async platform => ({ reply: await readSetup(platform) })),
  publicRoute(contract.setUp, async (platform, { body }, visit) => {
    const reply = await setUp(platform, body, visit)
    return { reply, setCookie: sessionCookie(platform.config.url, reply.session) }
  }),
  publicRoute(contract.signIn, async (platform, { body }, visit) => {
    const reply = await signIn(platform, body, visit)
    return { reply, setCookie: sessionCookie(platform.config.url, reply.session) }
  }),
  publicRoute(people.readInvitation, async (platform, { body }, visit) => ({
    reply: await readInvitation(platform, body.token, visit),
  })),
  publicRoute(people.acceptInvitation, async (platform, { body }, visit) => {
    const reply = await acceptInvitation(platform, body, visit)
    return { reply, setCookie: sessionCookie(platform.config.url, reply.session) }
  }),
  publicRoute(organizations.switchOrganization, async (platform, { body }, visit) => ({
    reply: await switchOrganization(platform, body.organizationId, visit),
  })),
  publicRoute(sessions.listSessions, async (platform, _input, visit) => ({
    reply: await listSessions(platform, visit),
  })),
  publicRoute(sessions.endSession, async (platform, { parameters }, visit) => ({
    reply: await endSession(platform, parameters.sessionId, visit),
  })),
  publicRoute(sessions.endOtherSessions, async (platform, _input, visit) => ({
    reply: await endOtherSessions(platform, visit),
  })),
  publicRoute(sessions.changePassword, async (platform, { body }, visit) => ({
    reply: await changePassword(platform, body, visit),
  })),
  publicRoute(profile.askPasswordReset, async (platform, { body }, visit) => ({
    reply: await askPasswordReset(platform, body.email, visit),
  })),
  publicRoute(profile.resetPassword, async (platform, { body }, visit) => ({
    reply: await resetPassword(platform, body, visit),
  })),
  publicRoute(profile.askEmailVerification, async (platform, _input, visit) => ({
    reply: await askEmailVerification(platform, visit),
  })),
  publicRoute(profile.verifyEmail, async (platform, { body }, visit) => ({
    reply: await verifyEmail(platform, body.token, visit),
  })),
  publicRoute(profile.askEmailChange, async (platform, { body }, visit) => ({
    reply: await askEmailChange(platform, body.email, visit),
  })),
  publicRoute(profile.changeEmail, async (platform, { body }, visit) => ({
    reply: await changeEmail(platform, body.token, visit),
  })),
  publicRoute(profile.changeName, async (platform, { body }, visit) => ({
    reply: await changeName(platform, body.name, visit),
  })),
  publicRoute(secondFactor.readSecondFactor, async (platform, _input, visit) => ({
    reply: await readSecondFactor(platform, visit),
  })),
  publicRoute(secondFactor.showSecondFactor, async (platform, { body }, visit) => ({
    reply: await showSecondFactor(platform, body.code, visit),
  })),
  publicRoute(secondFactor.enrolSecondFactor, async (platform, _input, visit) => ({
    reply: await enrolSecondFactor(platform, visit),
  })),
  publicRoute(secondFactor.confirmSecondFactor, async (platform, { body }, visit) => ({
    reply: await confirmSecondFactor(platform, body.code, visit),
  })),
  publicRoute(secondFactor.removeSecondFactor, async (platform, { body }, visit) => ({
    reply: await removeSecondFactor(platform, body.code, visit),
  })),
  publicRoute(secondFactor.renewRecoveryCodes, async (platform, _input, visit) => ({
    reply: await renewRecoveryCodes(platform, visit),
  })),
  publicRoute(contract.signOut, async (platform, _input, visit) => {
    await signOut(platform, visit)
    return { reply: undefined, setCookie: endedSessionCookie(platform.config.url) }
  }),
]

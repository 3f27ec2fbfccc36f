import { openShop, shopServers } from '@frontdesk/testing/customer-databases'

const serverUrl = shopServers.postgresql

/** Whether there is a server to make the shop's own database on. */
export const hasDatabaseServer = serverUrl !== undefined

/** `host:port`, for the operator to allow. */
export const databaseHosts = serverUrl ? [new URL(serverUrl)].map(url => `${url.hostname}:${url.port || 5432}`) : []

/** The shop's own database, for tools to ask. */
export const openShopDatabase = () => openShop('postgresql', serverUrl ?? '')

import type { ProviderConfig } from '../provider-config.ts'
import { createGitHub } from './github.ts'
import { createOpenId } from './openid.ts'
import type { Provider } from './port.ts'

export const openProvider = (config: ProviderConfig): Provider =>
  config.id === 'github' ? createGitHub(config) : createOpenId(config)

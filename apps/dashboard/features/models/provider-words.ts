import type { ModelProvider } from '@frontdesk/contract/model-connections'

export const providers: Record<ModelProvider, string> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  google: 'Google',
  'openai-compatible': 'OpenAI-compatible server',
}

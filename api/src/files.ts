import * as contract from '@frontdesk/contract/files'
import { readFile } from '@frontdesk/modules/conversations/index'
import type { Platform } from '@frontdesk/platform/platform'
import type { Hono } from 'hono'
import { dataHeaders } from './reply-headers.ts'
import { mount } from './serve.ts'

/** Pictures as they are: whoever opens one by its address is given a file to save, and never a page of ours. */
export const serveFiles = (app: Hono, platform: Platform) =>
  mount(app, platform, contract.readFile, async ({ ctx, input, headers }) => {
    const { content, name, mediaType } = await readFile(ctx, input.parameters.fileId ?? '')
    return new Response(content as BodyInit, {
      headers: {
        ...dataHeaders,
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
        ...headers,
        'content-type': mediaType,
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, '_')}`,
      },
    })
  })

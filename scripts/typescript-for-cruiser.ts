import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

// dependency-cruiser reads TypeScript through the compiler's JavaScript API, which ended with version 6; the project's own
// compiler is 7. Preloaded with `--import`, this hands it the 6 that this folder depends on, and nobody else.
const here = createRequire(import.meta.url)

registerHooks({
  resolve(specifier, context, next) {
    const forCruiser = /^typescript($|\/)/.test(specifier) && context.parentURL?.includes('/dependency-cruiser/')
    return forCruiser
      ? { url: pathToFileURL(here.resolve(specifier)).href, shortCircuit: true }
      : next(specifier, context)
  },
})

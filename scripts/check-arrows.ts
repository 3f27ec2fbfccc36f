import './typescript-for-cruiser.ts'

// Loaded late, so that the line above has chosen its compiler.
const { cruise } = await import('dependency-cruiser')
const { default: readOptions } = await import('dependency-cruiser/config-utl/extract-depcruise-options')

const folders = ['contract', 'platform', 'modules', 'api', 'apps', 'testing', 'e2e', 'bench', 'scripts']
const options = await readOptions('./.dependency-cruiser.cjs')
const { output, exitCode } = await cruise(folders, { ...options, outputType: 'err-long' })

console.log(output)
process.exitCode = exitCode === 0 ? 0 : 1

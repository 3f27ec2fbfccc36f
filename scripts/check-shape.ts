import { endpointsOutsideCatalog, endpointsWithoutPermission } from './shape/contract.ts'
import { brokenLinks, emptyFolderNames, longFiles, silencedRules } from './shape/files.ts'
import { forgottenPlatforms } from './shape/lockfile.ts'
import { laterModulesUsed, statementsOutsideStores, uncataloguedModules } from './shape/modules.ts'
import { stalePermissionsPage } from './shape/permissions-page.ts'
import { unprovenPorts } from './shape/ports.ts'
import { tablesWithTwoWriters } from './shape/tables.ts'
import { type Fault, readTree, type SourceFile } from './shape/tree.ts'

// The rules of the house that no linter knows: each reads the tree and says what is wrong, where, and how to mend it.
const rules: ((tree: SourceFile[]) => Fault[])[] = [
  longFiles,
  emptyFolderNames,
  silencedRules,
  brokenLinks,
  uncataloguedModules,
  laterModulesUsed,
  statementsOutsideStores,
  tablesWithTwoWriters,
  unprovenPorts,
  endpointsWithoutPermission,
  endpointsOutsideCatalog,
  stalePermissionsPage,
  forgottenPlatforms,
]

const tree = readTree()
const faults = rules.flatMap(rule => rule(tree))
for (const { at, what, mend } of faults) console.error(`${at}\n  ${what}\n  mend: ${mend}`)
console.log(`${tree.length} files, ${rules.length} rules, ${faults.length} faults`)
process.exitCode = faults.length === 0 ? 0 : 1

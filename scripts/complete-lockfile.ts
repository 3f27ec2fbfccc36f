import { writeFileSync } from 'node:fs'
import { missingPackages, readLockfile } from './shape/lockfile.ts'

// Names the binaries of other platforms that npm left out of the lockfile (see shape/lockfile.ts). What a binary is for stands
// in its name, as in @biomejs/cli-linux-arm64-musl; whoever runs that platform gets it from the registry as usual.
const wasm = /wasm32-wasi$/
const named = /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)-?(.*)$/

const lockfile = readLockfile()
for (const { name, version, asking } of missingPackages(lockfile)) {
  const [, os, cpu, abi = ''] = named.exec(name) ?? []
  if ((!os || !cpu) && !wasm.test(name))
    throw new Error(`${name}@${version} is missing, and its name does not say for which platform it is.`)
  const libc =
    os === 'linux' ? (abi.startsWith('musl') ? ['musl'] : abi.startsWith('gnu') ? ['glibc'] : undefined) : undefined
  lockfile.packages[`node_modules/${name}`] = {
    version,
    cpu: [cpu ?? 'wasm32'],
    ...(asking.dev ? { dev: true } : {}),
    ...(libc ? { libc } : {}),
    ...(asking.license ? { license: asking.license } : {}),
    optional: true,
    ...(os ? { os: [os] } : {}),
    ...(asking.engines ? { engines: asking.engines } : {}),
  }
  console.log(`added ${name}@${version}`)
}

lockfile.packages = Object.fromEntries(
  Object.entries(lockfile.packages).sort(([one], [other]) => one.localeCompare(other, 'en')),
)
writeFileSync('package-lock.json', `${JSON.stringify(lockfile, null, 2)}\n`)

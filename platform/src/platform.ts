import type { Cache } from './cache/port.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { DatabaseReader } from './customer-databases/port.ts'
import type { Database } from './database/port.ts'
import type { Jobs } from './jobs/port.ts'
import type { KeyWrapper } from './key-wrapper.ts'
import type { Log } from './log.ts'
import type { MailTransport } from './mail/port.ts'
import type { EmbeddingModel, LanguageModel, ModelConnection } from './models/port.ts'
import type { Provider } from './providers/port.ts'
import type { PubSub } from './pubsub/port.ts'
import type { RateLimit } from './rate-limit/port.ts'
import type { SafeFetch } from './safe-fetch.ts'
import type { SignIn } from './sign-in/port.ts'
import type { Storage } from './storage/port.ts'
import type { Telemetry } from './telemetry.ts'

export interface Models {
  /** The model that an agent without one of its own uses. */
  readonly defaultName: string
  /** `extractive` always works; every other name goes to the configured provider. */
  named(name: string): LanguageModel
  /** The models behind a connection of an organization's own, reached by the way out for addresses that people type. */
  connect(connection: ModelConnection): Promise<LanguageModel>
  /** Absent: search goes by words alone. */
  readonly embedding: EmbeddingModel | undefined
}

/** Everything the product runs on, one adapter chosen per port; made by compose.ts, handed down by value. */
export interface Platform {
  readonly config: Config
  /** Names this process among those that share the database; another one after every start. */
  readonly processId: string
  readonly clock: Clock
  readonly log: Log
  readonly database: Database
  /** Without it nothing that organizations keep sealed opens. */
  readonly keyWrapper: KeyWrapper
  readonly cache: Cache
  readonly pubsub: PubSub
  readonly rateLimit: RateLimit
  readonly jobs: Jobs
  readonly storage: Storage
  readonly models: Models
  readonly signIn: SignIn
  /** Other services that people may sign in with. */
  readonly providers: readonly Provider[]
  /** The only way out to an address that a user typed. */
  readonly outside: SafeFetch
  /** Reads from databases of organizations' own; never from the product's. */
  readonly customerDatabases: DatabaseReader
  /** Absent: nothing sends, and mails are kept for owners to read. */
  readonly mail: MailTransport | undefined
  /** Absent: nobody is told how long things take. */
  readonly telemetry: Telemetry | undefined
  close(): Promise<void>
}

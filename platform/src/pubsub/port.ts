export type Unsubscribe = () => void

export type Listener = (message: string) => void

/**
 * Tells every process that listens to a topic to look now.
 * Around an interruption a message may be lost or come twice, so it is a hint: the truth is read from the database.
 */
export interface PubSub {
  /** Reaches every listener of the topic, this process's own included. Never rejects. */
  publish(topic: string, message: string): Promise<void>
  /**
   * Resolves once messages arrive, so whoever subscribes first and reads the database second misses nothing.
   * With the broker away it resolves all the same and the messages start when it is back.
   */
  subscribe(topic: string, listener: Listener): Promise<Unsubscribe>
  /** Forgets every listener and lets the connection go. */
  close(): Promise<void>
}

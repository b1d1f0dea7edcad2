/**
 * Where the log and the generations lie in Redis. All carry the workspace as their hash tag, so that they share a node of a cluster and
 * one script may touch them together. They carry no version: gateways of two versions must hear each other's Changes.
 */
export const createLogKeys = (workspace: string) => ({
  /** The newest entry's cursor, and with it the epoch. */
  head: `{${workspace}}:changes:head`,
  log: `{${workspace}}:changes:log`,
  seen: (dedupeId: string) => `{${workspace}}:changes:seen:${dedupeId}`,
  /** What is told once, by its name. */
  once: (name: string) => `{${workspace}}:changes:once:${name}`,
  payload: (dedupeId: string) => `{${workspace}}:changes:payload:${dedupeId}`,
  /** The keys of the payloads that hold something of what this key is about. */
  payloadsUnder: (key: string) => `{${workspace}}:changes:payloads-under:${key}`,
  /** The id that what has this key has become. */
  moved: (key: string) => `{${workspace}}:changes:moved:${key}`,
  /** Deliveries of notifications by their ids, in the order in which they came; those that could not be handled have an order of their own. */
  deliveries: `{${workspace}}:webhooks:deliveries`,
  deliveryOrder: `{${workspace}}:webhooks:delivery-order`,
  heldOrder: `{${workspace}}:webhooks:held-order`,
  /** When those that could not be handled are tried again. */
  retries: `{${workspace}}:webhooks:retries`,
  /** How long their answers took. */
  deliveryAcks: `{${workspace}}:webhooks:delivery-acks`,
  /** The place of the last one. */
  lastDelivery: `{${workspace}}:webhooks:last-delivery`,
  /** The generations of the values that carry content of what has this key. */
  carriers: (key: string) => `{${workspace}}:carriers:${key}`,
  generation: (key: string) => `{${workspace}}:generation:${key}`,
})

import type { Policy } from './policy.ts'
import type { Slot } from './store.ts'

/** What is known of one key. */
export type Kept<Model> = { state: 'here'; model: Model } | { state: 'gone' } | { state: 'moved'; to: string }

/** A copy to keep in both tiers, each in its own form. */
export type Copy = {
  slot: Slot
  kept: Kept<unknown>
  /** What it costs in this process's memory. */
  bytes: number
  policy: Policy
  /** It is asked for anew after this time, where its policy would show it for longer. */
  freshForMs?: number
  /** What the shared store keeps: the wire's JSON for what is here, a word for what is not. */
  text(): string
  /** When another process put it into the shared store. Undefined: it is not there yet. */
  sharedAtMs?: number
}

/** What was made of the wire's JSON: what it costs, and whose content is in it (`Slot.carries`). */
export type Opened<Model> = { model: Model; bytes: number; carries?: readonly string[] }

export type OpenedKept<Model> = Omit<Opened<Model>, 'model'> & { kept: Kept<Model> }

/** What `text` said; `decode` reads the wire's JSON. */
export function openKept<Model>(text: string, decode: (json: string) => Opened<Model>): OpenedKept<Model> {
  if (text === GONE) return { kept: { state: 'gone' }, bytes: 0 }
  if (text.startsWith(MOVED)) return { kept: { state: 'moved', to: text.slice(MOVED.length) }, bytes: 0 }
  const { model, ...rest } = decode(text)
  return { kept: { state: 'here', model }, ...rest }
}

// neither is JSON, so no wire can be taken for them
const GONE = 'gone'
const MOVED = 'moved '

export const goneCopy = (slot: Slot, policy: Policy): Copy => ({ slot, kept: { state: 'gone' }, bytes: 0, policy, text: () => GONE })
export const movedCopy = (slot: Slot, policy: Policy, to: string): Copy => ({
  slot,
  kept: { state: 'moved', to },
  bytes: to.length * 2,
  policy,
  text: () => MOVED + to,
})

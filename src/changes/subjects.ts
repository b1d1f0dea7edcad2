import type { Subject } from './change.ts'

/** Those who are to be told of Changes, found by what a Change is about: some want to hear of one record only. */
export function createSubjects<Listener>() {
  const ofAll = new Set<Listener>()
  const ofOne = new Map<string, Set<Listener>>()
  let count = 0

  function setOf(subject: Subject | undefined): Set<Listener> {
    if (!subject) return ofAll
    const key = keyOf(subject)
    const known = ofOne.get(key) ?? new Set<Listener>()
    ofOne.set(key, known)
    return known
  }

  return {
    /** To hear of this record, or of all. */
    add(listener: Listener, subject?: Subject) {
      setOf(subject).add(listener)
      count += 1
    },
    /** As it was added; it must have been. */
    delete(listener: Listener, subject?: Subject) {
      const listeners = setOf(subject)
      if (listeners.delete(listener)) count -= 1
      if (subject && listeners.size === 0) ofOne.delete(keyOf(subject))
    },
    /** Those of all, and of each of these records, once each. */
    forEachAbout(subjects: readonly Subject[], tell: (listener: Listener) => void) {
      ofAll.forEach(tell)
      for (const key of new Set(subjects.map(keyOf))) ofOne.get(key)?.forEach(tell)
    },
    forEach(tell: (listener: Listener) => void) {
      ofAll.forEach(tell)
      for (const listeners of ofOne.values()) listeners.forEach(tell)
    },
    size: () => count,
  }
}

const keyOf = ({ type, id }: Subject) => `${type}:${id}`

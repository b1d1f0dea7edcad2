/** Companies that are wanted of a contact: some or all of those it belongs to. */
export type CompaniesWanted = { contactId: string; ids: readonly string[] }

/**
 * How to read what is missing at the fewest calls. One call reads one company, or all companies of one contact; so a contact is worth a call
 * when it brings two companies that no other call brings. Never more calls than there are contacts, or companies.
 */
export function fewestCalls(
  wanted: readonly CompaniesWanted[],
  atHand: ReadonlySet<string>,
): { contactIds: string[]; companyIds: string[] } {
  const missing = new Map<string, Set<string>>()
  for (const { contactId, ids } of wanted) {
    const unknown = ids.filter((id) => !atHand.has(id))
    if (unknown.length > 0) missing.set(contactId, new Set([...(missing.get(contactId) ?? []), ...unknown]))
  }
  const contactIds: string[] = []
  for (let most = largest(missing); most && most[1].size > 1; most = largest(missing)) {
    const [contactId, brought] = most
    contactIds.push(contactId)
    for (const [id, ids] of missing) missing.set(id, ids.difference(brought))
  }
  return { contactIds, companyIds: [...new Set([...missing.values()].flatMap((ids) => [...ids]))] }
}

function largest(sets: ReadonlyMap<string, Set<string>>): [string, Set<string>] | undefined {
  let most: [string, Set<string>] | undefined
  for (const entry of sets) if (!most || entry[1].size > most[1].size) most = entry
  return most
}

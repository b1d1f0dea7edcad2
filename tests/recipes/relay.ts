import { Environment, type FetchFunction, Network, RecordSource, Store } from 'relay-runtime'

type Options = { url: string; key: string; onCost: (cost: { actualCalls: number }) => void }

export function createEnvironment({ url, key, onCost }: Options) {
  const ask: FetchFunction = async ({ text }, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query: text, variables }),
    })
    const answer = await response.json()
    if (answer.extensions?.intercom) onCost(answer.extensions.intercom)
    // an error that stands alone is thrown; one beside data leaves nulls, which Relay shows as they are
    if (!answer.data) throw Object.assign(new Error(answer.errors?.[0]?.message), { facts: answer.errors?.[0]?.extensions })
    return answer
  }
  return new Environment({ network: Network.create(ask), store: new Store(new RecordSource()) })
}

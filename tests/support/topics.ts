import { createIntercom } from '../../src/intercom/client.ts'
import { createServices, topicsOf } from '../../src/resources/registry.ts'
import { tableOf } from '../../src/webhooks/topics.ts'
import { startAlone } from './house.ts'

/** What all rows make of all topics. No call to Intercom is made for that. */
export async function startTopics() {
  const parts = new AsyncDisposableStack()
  const intercom = createIntercom({ token: 'unused', baseUrl: 'http://127.0.0.1:9', version: '2.14' })
  parts.defer(() => intercom.dispose())
  const { cache } = parts.use(startAlone())
  const config = { batchSize: 50, concurrency: 8, indexLagMs: 0, region: 'us' } as const
  const services = createServices({ intercom, cache, config, identify: () => Promise.reject(new Error('unused')), now: Date.now })
  const rules = Object.values(topicsOf(services))
  return { ...tableOf(rules), rules, [Symbol.asyncDispose]: () => parts.disposeAsync() }
}

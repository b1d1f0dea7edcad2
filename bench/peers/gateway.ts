/**
 * The gateway as it is, in a process of its own that can start it anew: `POST /restart` answers the url of a gateway whose caches are empty and
 * whose code is warm, which is what "cold" means here.
 */
import { createServer } from 'node:http'
import { loadConfig } from '../../src/config.ts'
import { type Gateway, startGateway } from '../../src/gateway.ts'
import { createLogger } from '../../src/monitoring/logger.ts'
import { serve } from './serve.ts'
import { usagePage } from './usage.ts'

const config = loadConfig({ env: { ...process.env, PORT: '0' } })
const log = createLogger(config.monitoring)
let gateway: Gateway | undefined

const server = createServer(async (request, response) => {
  if (request.method === 'POST') {
    await gateway?.dispose()
    gateway = await startGateway({ config, log })
  }
  response.end(request.url === '/metrics' ? usagePage() : (gateway?.url ?? ''))
})
serve(server)

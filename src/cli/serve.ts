import { Command } from 'commander'
import type { Config } from '../config.ts'
import { createLogger, type Logger } from '../monitoring/logger.ts'
import { port } from './options.ts'
import { configOrExplain } from './read-config.ts'
import { keepRunning } from './running.ts'

/** `serve`: the gateway, until a signal comes. What `npm start` does too. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('run the gateway; without INTERCOM_ACCESS_TOKEN against the embedded sandbox Intercom')
    .option('--port <port>', 'listen here instead of PORT or 4000; 0 takes any free port', port)
    .option('--host <address>', 'listen here instead of HOST or 127.0.0.1')
    .option('--no-desk', "let nobody act by themselves in the embedded sandbox, as with 0 for the configuration's sandbox.deskEveryMs")
    .action((options: { port?: number; host?: string; desk: boolean }) => {
      const config = configOrExplain({
        ...process.env,
        ...(options.port !== undefined && { PORT: String(options.port) }),
        ...(options.host !== undefined && { HOST: options.host }),
      })
      if (config) serve(options.desk ? config : { ...config, sandbox: { ...config.sandbox, deskEveryMs: 0 } })
    })
}

function serve(config: Config): void {
  const log = createLogger(config.monitoring)
  const start = async (stopping: AbortSignal) => {
    sayWhatItIs(config, log)
    // loaded after the configuration has been found good: a typo is told in a tenth of the time
    const { startGateway } = await import('../gateway.ts')
    const gateway = await startGateway({ config, log, stopping })
    if (!stopping.aborted) sayWhereItIs(config, gateway.url, log)
    return gateway
  }
  keepRunning(start, (error, sentence) => log.fatal({ err: error }, explanationOf(error, config) ?? sentence))
}

function sayWhatItIs({ mode, intercom, redis, api, environment, sandbox }: Config, log: Logger): void {
  const memory = redis.url
    ? 'the cache and the log of changes are in Redis'
    : 'the cache is in memory, and so is what webhooks tell, until this process ends (REDIS_URL is not set)'
  if (mode === 'sandbox') {
    log.info(`starting against the embedded sandbox Intercom, in memory: made-up people, nothing leaves this machine; ${memory}`)
    if (sandbox.deskEveryMs > 0)
      log.info(
        `its desk is open: a customer writes or a teammate answers every ${sandbox.deskEveryMs} ms or so (sandbox.deskEveryMs, 0 closes it)`,
      )
    log.info('to use a real workspace, set INTERCOM_ACCESS_TOKEN')
    return
  }
  const where = intercom.baseUrl ? 'the Intercom that INTERCOM_BASE_URL names' : `Intercom, region ${intercom.region}`
  log.info(`starting against ${where}, API version ${intercom.version}; ${memory}`)
  if (api.keys.length === 0 && api.jwt.length === 0) {
    log.warn({ environment, host: api.host }, 'GATEWAY_API_KEYS is not set: whoever reaches this address reads the whole workspace')
  }
}

function sayWhereItIs({ api }: Config, url: string, log: Logger): void {
  log.info(api.graphiql ? `ready: GraphiQL and the graph are at ${url}/graphql` : `ready: the graph is at ${url}/graphql`)
}

/** The failures of a start that a newcomer meets, in words that say what to do. */
function explanationOf(error: unknown, { api }: Config): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return `port ${api.port} of ${api.host} is taken by another process; choose one with PORT, 0 takes any free one`
  if (code === 'EACCES') return `port ${api.port} of ${api.host} needs more rights than this process has; choose one above 1023 with PORT`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST is ${JSON.stringify(api.host)}, which is no address of this machine`
  return undefined
}

import { keepRunning } from '../../src/cli/running.ts'
import { loadConfig } from '../../src/config.ts'
import { startGateway } from '../../src/gateway.ts'
import { createLogger } from '../../src/monitoring/logger.ts'

/** A program of its own: the gateway as its environment says, but that callers may ask as often as they like. */
const config = loadConfig({ env: process.env })
const log = createLogger(config.monitoring)
keepRunning(
  (stopping) => startGateway({ config: { ...config, api: { ...config.api, requestsPerMinute: 0 } }, log, stopping }),
  (error, sentence) => log.fatal({ err: error }, sentence),
)

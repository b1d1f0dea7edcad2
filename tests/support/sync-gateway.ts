import { readFileSync } from 'node:fs'
import { keepRunning } from '../../src/cli/running.ts'
import { SyncDefinition } from '../../src/config/syncs.ts'
import { loadConfig } from '../../src/config.ts'
import { startGateway } from '../../src/gateway.ts'
import { createLogger } from '../../src/monitoring/logger.ts'
import { tellMemory } from './memory-use.ts'

/**
 * A program of its own: the gateway as its environment says, with the one sync `people`, which the file `DEFINITION` defines. With `LEASE_SECONDS` its jobs are
 * taken up sooner after a kill, and with `MEMORY_FILE` it tells there what it holds, after
 * a collection with `COLLECTS=true`. With `HOLDS_LITTLE=true` its cache and its log of changes are full soon.
 */
const { DEFINITION = '', LEASE_SECONDS, MEMORY_FILE, COLLECTS, HOLDS_LITTLE } = process.env
const config = loadConfig({ env: process.env })
const people = SyncDefinition.parse(JSON.parse(readFileSync(DEFINITION, 'utf8')))
const log = createLogger(config.monitoring)
if (MEMORY_FILE !== undefined) tellMemory(MEMORY_FILE, { collects: COLLECTS === 'true' })
keepRunning(
  (stopping) =>
    startGateway({
      config: {
        ...config,
        ...(HOLDS_LITTLE === 'true' && {
          cache: { ...config.cache, l1MaxBytes: 8_388_608 },
          changes: { ...config.changes, memoryMaxLength: 1_000 },
        }),
        api: { ...config.api, requestsPerMinute: 0 },
        jobs: { ...config.jobs, ...(LEASE_SECONDS !== undefined && { leaseSeconds: Number(LEASE_SECONDS) }) },
        sync: { ...config.sync, definitions: [{ ...people, name: 'people', secrets: {} }] },
      },
      ...{ log, stopping },
    }),
  (error, sentence) => log.fatal({ err: error }, sentence),
)

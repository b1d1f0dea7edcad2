import { type DestinationStream, destination, type LogFn, pino, stdTimeFunctions } from 'pino'
import type { MonitoringConfig } from '../config.ts'
import { describeError } from './described-error.ts'
import { currentScope } from './request-scope.ts'
import { withoutSecrets } from './secrets.ts'

/**
 * Facts first, then a sentence that needs none of them: `log.info({ route, durationMs }, 'a call was slow')`. Facts are ids, counts and route
 * templates: nothing that customers wrote or are called, and no secret. An error goes under `err`.
 */
export type Logger = Record<'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal', LogFn>

/**
 * Lines below `logLevel` are not written. `json` is one object a line; `text` is one line for people, followed by the stack of an error.
 * Lines of one GraphQL request carry its `requestId`. Written at once, so that the last line before a crash is there.
 *
 * @param to where lines go; stdout unless said
 */
export function createLogger(
  { logLevel, logFormat }: MonitoringConfig,
  to: DestinationStream = destination({ fd: 1, sync: true }),
): Logger {
  return pino(
    {
      level: logLevel,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: withoutSecrets },
      serializers: { err: describeError },
      mixin: () => {
        const scope = currentScope()
        return scope ? { requestId: scope.requestId } : {}
      },
    },
    logFormat === 'text' ? { write: (line) => to.write(inText(line)) } : to,
  )
}

/** `12:04:05 warn  intercom asked us to wait  retryAfterMs=1200` */
function inText(line: string): string {
  const { level, time, msg, err, ...facts } = JSON.parse(line)
  const shown = Object.entries(facts).map(([key, value]) => `  ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const stack = err ? `\n${err.stack ?? err.message}` : ''
  return `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${msg ?? ''}${shown.join('')}${stack}\n`
}

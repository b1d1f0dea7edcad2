import type { Server } from 'node:http'
import { keepRunning } from '../../src/cli/running.ts'

/** Listens on the port that the environment names, until a signal comes or whoever started it is gone. */
export function serve(server: Server): void {
  const start = async () => {
    server.listen(Number(process.env.PORT), '127.0.0.1')
    return { dispose: async () => server.closeAllConnections() }
  }
  keepRunning(start, (error, sentence) => process.stderr.write(`${sentence}: ${error}\n`))
}

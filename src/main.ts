import { serveCommand } from './cli/serve.ts'

await serveCommand().name('gateway').parseAsync(process.argv)

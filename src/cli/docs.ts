import { readFileSync, writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { driftOf } from './drift.ts'
import { filtersFile, withFilterTables } from './filter-tables.ts'

/** `docs print`: writes the tables of the filters, from the very fields that filter. `docs check`: fails when they say something else. */
export function docsCommand(): Command {
  const print = new Command('print').description('write the tables that the code defines').action(async () => {
    writeFileSync(filtersFile, await defined())
    process.stdout.write(`wrote ${filtersFile}\n`)
  })
  const check = new Command('check').description('fail when the tables are not what the code defines').action(async () => {
    const problems = driftOf(await defined(), { file: filtersFile, remedy: 'npm run docs:print' })
    for (const problem of problems) process.stderr.write(`${problem}\n`)
    if (problems.length > 0) process.exitCode = 1
    else process.stdout.write(`${filtersFile} is what the code defines\n`)
  })
  return new Command('docs').description('the parts of the documentation that the code defines').addCommand(print).addCommand(check)
}

async function defined(): Promise<string> {
  await import('../schema.ts')
  const [{ filterTable }, { contactFilterFields }, { conversationFilterFields }, { ticketFilterFields }] = await Promise.all([
    import('../api/filters/table.ts'),
    import('../resources/contacts/graphql-filter.ts'),
    import('../resources/conversations/graphql-filter.ts'),
    import('../resources/tickets/graphql-filter.ts'),
  ])
  return withFilterTables(readFileSync(filtersFile, 'utf8'), {
    ContactFilter: filterTable(contactFilterFields),
    ConversationFilter: filterTable(conversationFilterFields),
    TicketFilter: filterTable(ticketFilterFields),
  })
}

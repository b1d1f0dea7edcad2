import { currentScope } from '../../monitoring/request-scope.ts'
import type { Plan } from './plan.ts'

/** What is told of one request; a filter may hold hundreds of conditions. */
const mostTold = 20

/** Tells the caller, in `extensions.intercom.rewrites`, what of a filter Intercom is asked for otherwise. */
export function told<Row>(plan: Plan<Row>): Plan<Row> {
  const told = currentScope()?.rewrites
  for (const rewrite of plan.rewrites) {
    if (told && told.size < mostTold) told.set(JSON.stringify(rewrite), rewrite)
  }
  return plan
}

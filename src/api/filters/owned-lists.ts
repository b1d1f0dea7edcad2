import type { PageJudging } from '../../cache/outliving.ts'
import { InvalidInputError } from '../../errors.ts'
import type { groupedSearch } from '../../intercom/grouped-search.ts'
import { askedPage } from '../connections/asked-page.ts'
import { type Connection, connect, presentOnly, type SourcePage } from '../connections/connection.ts'
import type { Batch, Context } from '../context.ts'
import { type Column, compare } from './compare.ts'
import { all, type Expression } from './expression.ts'
import { type Changing, candidatesOf, correctionOf, isWhole } from './overlay.ts'
import { type Plan, planOf } from './plan.ts'
import { dependsOnNow, type FilterFields, type Grouped, readFilter, scopeOf } from './read.ts'
import { told } from './rewrites.ts'
import { judgingOf, type SearchAsk, searchPages } from './search-pages.ts'

/** Where a row says whose it is, and what its owner is called in words. */
type Owner<Row> = { field: string; column: Column<Row> & Required<Pick<Column<Row>, 'of'>>; called: string }

type Searched<Filter, Row extends { id: string }> = {
  fields: FilterFields<Filter, Row>
  askOf: (services: Context['services']) => SearchAsk<Row> & ReturnType<typeof groupedSearch<Row, PageJudging>> & Changing<Row>
}

type Args<Filter> = { first: number; after?: string | null; filter?: Filter | null }

/** The filter of one field, the same for all its parents, and the batch that reads their first pages together. */
type Shared<Row> = { planFor: (id: string) => Plan<Row>; firstPage: Batch<string, SourcePage<Row>> }

/**
 * Lists that hang on other records: the conversations of a contact, the tickets of a contact, and only those for which the caller's filter holds
 * too. Pages from the start are read together for all parents; going on behind a cursor is each parent's own search.
 */
export function ownedLists<Filter extends Grouped<Filter>, Row extends { id: string }>({ fields, askOf }: Searched<Filter, Row>) {
  const sharedByRequest = new WeakMap<Context, Map<string, Promise<Shared<Row>>>>()

  function sharedOf(owner: Owner<Row>, { first, filter }: Args<Filter>, now: Date, context: Context): Promise<Shared<Row>> {
    const known = sharedByRequest.get(context) ?? new Map<string, Promise<Shared<Row>>>()
    sharedByRequest.set(context, known)
    // parents are resolved one after the other, in seconds that need not be the same
    const key = JSON.stringify([owner.field, first, filter, dependsOnNow(filter) ? now : null])
    const shared = known.get(key) ?? share(owner, { first, filter }, now, context)
    known.set(key, shared)
    return shared
  }

  async function share({ column, called }: Owner<Row>, { first, filter }: Args<Filter>, now: Date, context: Context): Promise<Shared<Row>> {
    const asked = readFilter(filter, fields, await scopeOf(context, filter, now, fields))
    const ask = askOf(context.services)
    const planFor = (id: string) => told(planTogether(asked, compare(column, '=', id, called), called))
    const changed = await ask.changedLately()
    const isCorrected = ({ expression }: Plan<Row>) => isWhole(expression, changed, candidatesOf(expression, changed, ask))
    const firstPage: Shared<Row>['firstPage'] = (ids) =>
      ask.listFirstOf(ids, {
        size: first,
        owns: (row, id) => [column.of(row)].flat().includes(id),
        together(some) {
          const plan = planTogether(asked, compare(column, 'IN', some, called), called)
          const [search, second] = plan.searches
          if (!search || second || search.query === null) return null
          return { query: search.query, keep: search.keeps, judging: judgingOf(search, isCorrected(plan)) }
        },
        each(id) {
          const plan = planFor(id)
          return searchPages(plan, ask, { isCorrected: isCorrected(plan) })({ cursor: null, size: first })
        },
      })
    return { planFor, firstPage }
  }

  /** @throws InvalidInputError for page arguments that cannot be, and for a filter that cannot be asked together with whose the rows are */
  return async function listOf(owner: Owner<Row>, id: string, args: Args<Filter>, context: Context): Promise<Connection<Row>> {
    const asked = askedPage(args, [owner.field, id, args.filter], context)
    const { planFor, firstPage } = await sharedOf(owner, args, asked.now, context)
    const ask = askOf(context.services)
    const plan = planFor(id)
    const { correction, isWhole: isCorrected } = await correctionOf({
      list: owner.field,
      expression: plan.expression,
      changing: ask,
      context,
    })
    const ownPage = searchPages(plan, ask, { isCorrected })
    const page = await connect<Row>(asked, {
      paging: 'cursor',
      isDated: dependsOnNow(args.filter),
      correction,
      fetchPage: (place) => (place.cursor === null && asked.from === null ? context.load(firstPage, id) : ownPage(place)),
    })
    return presentOnly(page)
  }
}

/** A filter that can be asked for by itself may be a condition too large when it is asked for one owner: then that is the reason. */
function planTogether<Row>(asked: Expression<Row>, own: Expression<Row>, called: string): Plan<Row> {
  try {
    return planOf(all(asked, own))
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error
    planOf(asked)
    throw new InvalidInputError(`Asked together with which ${called} the list is of: ${error.message}`, { cause: error })
  }
}

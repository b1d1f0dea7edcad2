import { type GraphQLResolveInfo, getNamedType, isAbstractType, isObjectType } from 'graphql'
import { present } from './connections/lists.ts'
import type { Batch, Context } from './context.ts'
import type { NodeRecord } from './node.ts'
import { fieldsOf, needsMoreThan } from './selection.ts'

/** What every reference knows of its record. */
export const referenceFields: readonly string[] = ['id', 'intercomId']

/**
 * For fields that lead to records of a type by ids that their parent carries: where a selection asks for no more than ids, a reference is
 * enough, which costs no call; else the record is loaded. So a record that is gone is null only to whoever asks for more than its id.
 *
 * @param batchOf the way to load many of them
 */
export function referencesTo<Model extends NodeRecord>(
  typename: Model['__typename'],
  batchOf: (services: Context['services']) => Batch<string, Model | null>,
) {
  const reference = (id: string) => ({ __typename: typename, id }) as Model
  return {
    /** The reference itself, for selections that are known to ask for no more. */
    reference,
    one(id: string | null, context: Context, info: GraphQLResolveInfo): Model | null | Promise<Model | null> {
      if (id === null) return null
      return needsRecord(info, typename) ? context.load(batchOf(context.services), id) : reference(id)
    },
    /** Of those that are loaded, the ones that are there. */
    many(ids: readonly string[], context: Context, info: GraphQLResolveInfo): Model[] | Promise<Model[]> {
      if (ids.length === 0 || !needsRecord(info, typename)) return ids.map(reference)
      return context.loadMany(batchOf(context.services), ids).then(present)
    },
  }
}

/** Where several types are possible, what is asked of the others does not count. */
function needsRecord(info: GraphQLResolveInfo, typename: string): boolean {
  if (!isAbstractType(getNamedType(info.returnType))) return needsMoreThan(info, referenceFields)
  const isOther = (condition: string) => condition !== typename && isObjectType(info.schema.getType(condition))
  const fields = info.fieldNodes.flatMap((node) => fieldsOf(node.selectionSet, info, (condition) => !isOther(condition)))
  return fields.some(({ name: { value } }) => value !== '__typename' && !referenceFields.includes(value))
}

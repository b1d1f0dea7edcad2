import type { Json } from '../../changes/change.ts'
import { InvalidInputError } from '../../errors.ts'
import type { FieldKind, SyncField, Values } from '../../sync/syncable.ts'
import { asKind, instantText, kindWords, oneFormOf } from '../../sync/values.ts'
import type { DataAttribute, WritableModel } from './model.ts'
import type { DataAttributesService } from './service.ts'

const prefix = 'customAttributes.'

/** Intercom's words for what an attribute holds; whatever else there is is a text. */
const kinds: Readonly<Record<string, FieldKind>> = {
  integer: 'number',
  float: 'number',
  boolean: 'boolean',
  date: 'instant',
  datetime: 'instant',
}

type Fields = ReadonlyMap<string, SyncField>

/** The custom attributes of one kind of record, as fields that can be mapped, and the way of their values from Intercom and to it. */
export function syncAttributes(attributes: DataAttributesService, model: WritableModel) {
  /** As they were when somebody asked last. */
  let known: Fields = new Map()

  async function fields(): Promise<Fields> {
    const custom = (await attributes.list([model])).filter((one) => one.custom)
    // of two with one name the one that is still used says what the values are
    known = new Map(
      custom.toSorted((one, other) => Number(other.archived) - Number(one.archived)).map((one) => [nameOf(one), fieldOf(one)]),
    )
    return known
  }

  return {
    /** Behind the cache: the list of attributes is read once in a while, and after each that the gateway makes. */
    fields,
    /** Makes an attribute; nothing where one of the name is there and in use. @param dataType Intercom's word */
    async create(name: string, dataType: string): Promise<void> {
      const there = (await fields()).get(prefix + name)
      if (there && !there.isArchived) return
      await attributes.write.create({ model, name, dataType })
    },
    /** Reads out of records what they have, every attribute that is defined among it: null for one that they have not. */
    async reader(): Promise<(record: Readonly<Record<string, unknown>>) => Values> {
      const defined = await fields()
      const none = Object.fromEntries([...defined.keys()].map((field) => [field, null]))
      const valueIn = (field: string, value: unknown) => [field, fromIntercom(value, defined.get(field)?.kind)]
      return (record) => ({ ...none, ...Object.fromEntries(Object.entries(record).map(([name, value]) => valueIn(prefix + name, value))) })
    },
    /**
     * The values among these that are of custom attributes, as Intercom takes them; undefined where there are none.
     *
     * @throws InvalidInputError for a value that is not of its attribute's kind
     */
    async attributesIn(values: Values): Promise<Record<string, unknown> | undefined> {
      const given = Object.entries(values).filter(([field]) => isOfAttribute(field))
      if (given.length === 0) return undefined
      const defined = await fields()
      return Object.fromEntries(
        given.map(([field, value]) => [field.slice(prefix.length), toIntercom(field, value, defined.get(field)?.kind)]),
      )
    },
    inOneForm(field: string, value: Json): Json {
      const kind = known.get(field)?.kind
      return kind === undefined ? value : oneFormOf(kind, value)
    },
  }
}

export const isOfAttribute = (field: string): boolean => field.startsWith(prefix)

const nameOf = ({ name }: DataAttribute) => prefix + name

const fieldOf = ({ dataType, apiWritable, options, archived }: DataAttribute): SyncField => ({
  kind: kinds[dataType] ?? 'text',
  isWritable: apiWritable,
  ...(options && { options }),
  ...(archived && { isArchived: true }),
})

/** Dates are unix seconds in Intercom, or texts (OpenAPI 2.14, schema `custom_attributes`: both are in its example). */
function fromIntercom(value: unknown, kind: FieldKind | undefined): Json {
  if (value === undefined || value === null || value === '') return null
  const instant =
    kind !== 'instant'
      ? undefined
      : typeof value === 'number'
        ? new Date(value * 1_000)
        : typeof value === 'string'
          ? new Date(value)
          : undefined
  return (instant && instantText(instant)) ?? (value as Json)
}

function toIntercom(field: string, value: Json, kind: FieldKind | undefined): unknown {
  // what nothing defines Intercom refuses itself
  if (kind === undefined) return value
  const read = checked(field, kind, value)
  return kind === 'instant' && typeof read === 'string' ? new Date(read).getTime() / 1_000 : read
}

/**
 * A value of a field.
 *
 * @throws InvalidInputError for what is none of its kind
 */
export function checked(field: string, kind: FieldKind, value: Json): string | number | boolean | null {
  const read = asKind(kind, value)
  if (read !== undefined) return read
  const came = JSON.stringify(value)
  throw new InvalidInputError(`"${field}" is ${came.length > 60 ? `${came.slice(0, 60)}…` : came}; expected ${kindWords[kind]}.`, {
    path: [field],
  })
}

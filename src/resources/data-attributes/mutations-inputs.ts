import type { Context } from '../../api/context.ts'
import { neededText } from '../../api/mutations/inputs.ts'
import { readId } from '../../api/node.ts'
import { InvalidInputError } from '../../errors.ts'
import { checkId } from '../../intercom/ids.ts'
import { type AttributeModel, partsOfRef, type WritableModel } from './model.ts'

// Intercom's rules for attributes: OpenAPI 2.14, POST and PUT /data_attributes

const types = ['string', 'integer', 'float', 'boolean', 'date', 'datetime', 'options'] as const

/** Those of conversations can be read only. */
export function writableModel(model: AttributeModel): WritableModel {
  if (model !== 'CONVERSATION') return model
  throw refused(['input', 'model'], 'enum', 'is CONVERSATION; expected CONTACT or COMPANY: others are made in Intercom alone')
}

export function nameIn(given: string): string {
  const path = ['input', 'name']
  const name = neededText(given, path)
  if (/^[\p{L}\p{M}\p{N}\p{Sc} _-]+$/u.test(name)) return name
  throw refused(path, 'pattern', `is ${shown(name)}; expected letters, digits, currency signs, hyphens, underscores and spaces`)
}

/** Intercom's word. Text that is one of some is what it calls `options`. */
export function typeIn(given: string, options: readonly string[] | undefined): string {
  const path = ['input', 'dataType']
  const type = types.find((one) => one === given.trim())
  if (type === undefined) throw refused(path, 'enum', `is ${shown(given)}; expected one of ${types.join(', ')}`)
  if (options === undefined && type !== 'options') return type
  if (options === undefined) throw refused(['input', 'options'], 'minItems', 'is missing; expected two options at least')
  if (type === 'options' || type === 'string') return 'options'
  throw refused(path, 'enum', `is "${type}", which takes no options; expected "options"`)
}

/** Two different words at least; undefined where none are given. */
export function optionsIn(given: readonly string[] | null | undefined): readonly string[] | undefined {
  if (given === null || given === undefined) return undefined
  const path = ['input', 'options']
  const options = given.map((option, index) => neededText(option, [...path, String(index)]))
  const twice = options.findIndex((option, index) => options.indexOf(option) < index)
  if (twice !== -1) throw refused([...path, String(twice)], 'unique', `is ${shown(options[twice] ?? '')}, which is there twice`)
  if (options.length >= 2) return options
  throw refused(path, 'minItems', `holds ${options.length}; expected two options at least`)
}

/** Intercom gives ids to those that the workspace has made for itself, and these alone can be changed. */
export function ownIdOf(id: string | number, context: Context): string {
  if (/^[0-9]+$/.test(String(id))) return checkId('data attribute', String(id))
  const { model, own } = partsOfRef(readId(id, 'DataAttribute', context))
  if (model === 'CONVERSATION') throw refused(['id'], 'model', 'is an attribute of conversations; these are changed in Intercom alone')
  if (/^[0-9]{1,18}$/.test(own)) return checkId('data attribute', own)
  throw refused(['id'], 'custom', 'is an attribute that every workspace has; it cannot be changed')
}

const shown = (text: string) => JSON.stringify(text.slice(0, 60))

const refused = (path: readonly string[], constraint: string, what: string) =>
  new InvalidInputError(`"${path.join('.')}" ${what}.`, { path, constraint })

import { type DocumentNode, GraphQLError, parse } from 'graphql'
import type { ApiConfig } from '../../config.ts'
import { InvalidInputError } from '../../errors.ts'
import { type DocumentShape, shapeOf } from './document-shape.ts'
import type { Price } from './price.ts'

export type Limits = ApiConfig['limits']

/** More was asked for than the gateway answers at a time. The message says how much, how much is answered, and what to do. */
export class OverLimitError extends InvalidInputError {
  override name = 'OverLimitError'
  /** The limit, by its name in the configuration. */
  readonly limit: keyof Limits
  constructor(limit: keyof Limits, message: string) {
    super(message)
    this.limit = limit
  }
}

const advice = 'Ask for less at a time, or in several requests.'
const inDigits = new Intl.NumberFormat('en')

const ofShape: readonly [keyof DocumentShape, keyof Limits, (count: string) => string][] = [
  ['definitions', 'maxDefinitions', (count) => `has ${count} operations and fragments`],
  ['depth', 'maxDepth', (count) => `is ${count} fields deep`],
  ['aliases', 'maxAliases', (count) => `has ${count} aliases`],
  ['directives', 'maxDirectives', (count) => `has ${count} directives`],
  ['rootFields', 'maxRootFields', (count) => `has ${count} fields at the top of an operation`],
  ['fields', 'maxFields', (count) => `has ${count} fields, those of fragments counted wherever they are spread`],
  ['repeats', 'maxRepeats', (count) => `asks for one name ${count} times in one selection`],
]

/**
 * A document, read no further than it may be long, and measured before anything is asked of the schema.
 *
 * @throws GraphQLError when it is no GraphQL
 * @throws OverLimitError when it is too large
 * @throws InvalidInputError when a fragment of it spreads itself
 */
export function readDocument(text: string, limits: Limits): DocumentNode {
  const document = parseUpTo(text, limits)
  const shape = shapeOf(document)
  for (const [measure, limit, says] of ofShape) {
    if (shape[measure] <= limits[limit]) continue
    const came = inDigits.format(shape[measure])
    throw new OverLimitError(limit, `The document ${says(came)}; this gateway reads at most ${inDigits.format(limits[limit])}. ${advice}`)
  }
  return document
}

/**
 * Refuses variables that are too many or lie too deep in each other, without following them deeper than they may.
 *
 * @throws OverLimitError
 */
export function checkVariables(variables: object, { maxVariableDepth, maxVariableValues }: Limits): void {
  let values = 0
  let level: object[] = [variables]
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > maxVariableDepth)
      throw new OverLimitError(
        'maxVariableDepth',
        `The variables lie more than ${maxVariableDepth} deep in each other; no more are read. ${advice}`,
      )
    const below: object[] = []
    for (const holder of level) {
      const held = Object.values(holder)
      values += held.length
      if (values > maxVariableValues) {
        const most = inDigits.format(maxVariableValues)
        throw new OverLimitError('maxVariableValues', `The variables hold more than ${most} values; no more are read. ${advice}`)
      }
      for (const value of held) if (typeof value === 'object' && value !== null) below.push(value)
    }
    level = below
  }
}

/** @throws OverLimitError */
export function checkCost({ fields, calls }: Price, { maxCost, maxCalls }: Limits): void {
  if (fields > maxCost) {
    const came = `The answer may come to ${inDigits.format(fields)} fields, with each list as long as it is asked for`
    throw new OverLimitError(
      'maxCost',
      `${came}; this gateway answers at most ${inDigits.format(maxCost)}. Lower "first" where lists are in lists, or follow them in requests of their own.`,
    )
  }
  if (calls > maxCalls) {
    const came = `The answer may take ${inDigits.format(calls)} calls to Intercom, with each list as long as it is asked for`
    throw new OverLimitError(
      'maxCalls',
      `${came}; this gateway makes at most ${inDigits.format(maxCalls)} for one. Lower "first" of lists whose records take a call each, as their descriptions say, or follow them in requests of their own.`,
    )
  }
}

function parseUpTo(text: string, { maxCharacters, maxTokens }: Limits): DocumentNode {
  if (text.length > maxCharacters) {
    const came = inDigits.format(text.length)
    throw new OverLimitError(
      'maxCharacters',
      `The document has ${came} characters; this gateway reads at most ${inDigits.format(maxCharacters)}. ${advice}`,
    )
  }
  try {
    return parse(text, { maxLexicalTokens: maxTokens, maxComments: maxTokens })
  } catch (error) {
    // the parser follows a document as deep as it goes
    if (error instanceof RangeError) throw new OverLimitError('maxDepth', 'The document is nested deeper than this gateway reads.')
    // the parser has no other sign of it than its words
    const [, what] = (error instanceof GraphQLError && /more tha[nt] \d+ (tokens|comments)/.exec(error.message)) || []
    if (what === undefined) throw error
    throw new OverLimitError(
      'maxTokens',
      `The document has more than ${inDigits.format(maxTokens)} ${what}; this gateway reads no further. ${advice}`,
    )
  }
}

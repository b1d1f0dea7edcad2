import { ApiError } from './errors.ts'

/** The versions of the API that the sandbox speaks. */
export type Version = '2.14' | '2.15' | '2.16'

export const versions: readonly Version[] = ['2.14', '2.15', '2.16']

/**
 * The version a request is served in: its `Intercom-Version` header, else the oldest, as for an app that is set to it.
 * Everything else answers 400 `intercom_version_invalid`: the code is OpenAPI 2.16's, for resources that a version lacks.
 */
export function versionOf(header: string | undefined, served: readonly Version[]): Version {
  const version = header === undefined ? served[0] : served.find((known) => known === header)
  if (version) return version
  throw new ApiError(400, 'intercom_version_invalid', `This sandbox speaks the versions ${served.join(', ')}, not ${header}.`)
}

export const since = (version: Version, first: Version) => versions.indexOf(version) >= versions.indexOf(first)

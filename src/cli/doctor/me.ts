import type { Me } from '../../intercom/types.ts'

/** What `GET /me` tells of the workspace. Nothing of the teammate is kept: who it is has no place in a report. */
export type MeFound = { workspaceId: string | undefined; workspaceName: string | undefined; region: 'us' | 'eu' | 'au' | undefined }

export function readMe(body: unknown): MeFound {
  const { app } = typeof body === 'object' && body !== null ? (body as Me) : ({} as Me)
  const region = typeof app?.region === 'string' ? app.region.toLowerCase() : undefined
  return {
    workspaceId: textOf(app?.id_code),
    workspaceName: textOf(app?.name),
    region: region === 'us' || region === 'eu' || region === 'au' ? region : undefined,
  }
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

import type { ResourceDeps } from '../deps.ts'
import { type Region, type Workspace, workspaceFromIntercom } from './model.ts'

export function createWorkspaceService({ cache, config, identify, intercom }: ResourceDeps) {
  const workspaces = cache.reference({
    kind: 'workspace',
    idOf: (me) => String(me.app?.id_code),
    fromWire: workspaceFromIntercom,
    fetchAll: async () => [await identify()],
  })
  return {
    get: async (): Promise<Workspace> => (await workspaces.all())[0]!,
    /** What the operator says, for answers in which Intercom says nothing. */
    configuredRegion: config.region.toUpperCase() as Region,
    speaks: intercom.speaks,
  }
}

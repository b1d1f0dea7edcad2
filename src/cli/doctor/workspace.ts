import type { Env } from '../../config/environment.ts'
import type { IntercomConfig } from '../../config.ts'
import { baseUrls, type IntercomRegion } from '../../intercom/regions.ts'
import { type Finding, failure, ok, warning } from './finding.ts'
import type { MeFound } from './me.ts'

/** Is it the workspace that it is meant to be? */
export function judgeWorkspace(
  { workspaceId, workspaceName }: MeFound,
  { workspaceId: configured }: Pick<IntercomConfig, 'workspaceId'>,
): Finding {
  const check = 'workspace'
  const named = workspaceName === undefined ? `${workspaceId}` : `${workspaceId} (${workspaceName})`
  if (configured === undefined) return ok(check, `${named}; INTERCOM_WORKSPACE_ID=${workspaceId} would spare a call at each start`)
  if (configured === workspaceId) return ok(check, named)
  return failure(check, {
    found: `the token belongs to ${named}, INTERCOM_WORKSPACE_ID says ${configured}`,
    why: 'ids in the graph and keys in Redis carry the configured one: ids name a workspace that they are not of, and copies are shared with a gateway of that workspace',
    fix: `INTERCOM_WORKSPACE_ID=${workspaceId}, or none; or the access token of ${configured}`,
  })
}

/** Are calls sent to where the workspace lives? */
export function judgeRegion(
  { region: lives }: MeFound,
  { region, baseUrl }: Pick<IntercomConfig, 'region' | 'baseUrl'>,
  env: Env,
): Finding {
  const check = 'region'
  const sentTo = baseUrl === undefined ? region : regionOfHost(new URL(baseUrl).host)
  const isSaid = /\S/.test(env.INTERCOM_REGION ?? '')
  if (lives === undefined) return ok(check, `Intercom does not say where the workspace lives; the gateway takes ${region} for it`)
  const why = "the workspace's data is to stay in its region; calls that reach it through another region's host are not documented to work"
  if (sentTo !== undefined && sentTo !== lives) {
    return failure(check, {
      found: `the workspace lives in ${lives}, calls go to ${baseUrls[sentTo]}`,
      why,
      fix:
        baseUrl === undefined ? `INTERCOM_REGION=${lives}` : `INTERCOM_BASE_URL=${baseUrls[lives]}, or none and INTERCOM_REGION=${lives}`,
    })
  }
  if (sentTo === undefined && isSaid && region !== lives) {
    return warning(check, {
      found: `the workspace lives in ${lives}, INTERCOM_REGION says ${region}`,
      why: 'calls go to INTERCOM_BASE_URL, which wins; without it they would go to the wrong host',
      fix: `INTERCOM_REGION=${lives}`,
    })
  }
  return ok(check, sentTo === undefined ? `${lives}; INTERCOM_BASE_URL says where calls go` : lives)
}

const regionOfHost = (host: string) =>
  (Object.entries(baseUrls) as [IntercomRegion, string][]).find(([, url]) => new URL(url).host === host)?.[0]

import { describe, expect, test } from 'vitest'
import { readMe } from '../../../../src/cli/doctor/me.ts'
import { judgeRegion, judgeWorkspace } from '../../../../src/cli/doctor/workspace.ts'
import { loadConfig } from '../../../../src/config.ts'

const me = (app: object) => readMe({ type: 'admin', app })
const larkspur = me({ id_code: 'ab12', name: 'Larkspur', region: 'EU' })

describe('the workspace', () => {
  test.each([
    [
      { id_code: 'ab12', name: 'Larkspur', region: 'EU' },
      { workspaceId: 'ab12', workspaceName: 'Larkspur', region: 'eu' },
    ],
    [{ id_code: 7, region: 'MARS' }, {}],
    [{ id_code: '', name: null }, {}],
  ])('is read from %j', (app, read) => {
    expect(me(app)).toEqual({ workspaceId: undefined, workspaceName: undefined, region: undefined, ...read })
  })

  const judge = (workspaceId: string | undefined) => judgeWorkspace(larkspur, { workspaceId })

  test('is the one that is configured, or none is', () => {
    expect(judge('ab12')).toEqual({ check: 'workspace', status: 'ok', found: 'ab12 (Larkspur)' })
    expect(judge(undefined)).toMatchObject({
      status: 'ok',
      found: expect.stringContaining('INTERCOM_WORKSPACE_ID=ab12 would spare a call'),
    })
  })

  test('is another one', () => {
    expect(judge('zz99')).toMatchObject({
      status: 'failure',
      found: 'the token belongs to ab12 (Larkspur), INTERCOM_WORKSPACE_ID says zz99',
      fix: expect.stringContaining('INTERCOM_WORKSPACE_ID=ab12'),
    })
  })
})

describe('the region', () => {
  const judge = (env: Record<string, string>, who = larkspur) => {
    const all = { INTERCOM_ACCESS_TOKEN: 'token', ...env }
    return judgeRegion(who, loadConfig({ env: all }).intercom, all)
  }

  test('is where calls go', () => {
    expect(judge({ INTERCOM_REGION: 'eu' })).toMatchObject({ status: 'ok', found: 'eu' })
    expect(judge({ INTERCOM_BASE_URL: 'https://api.eu.intercom.io/' }).status).toBe('ok')
  })

  test.each([
    [{}, 'https://api.intercom.io', 'INTERCOM_REGION=eu'],
    [{ INTERCOM_REGION: 'au' }, 'https://api.au.intercom.io', 'INTERCOM_REGION=eu'],
    [{ INTERCOM_BASE_URL: 'https://api.intercom.io' }, 'https://api.intercom.io', 'INTERCOM_BASE_URL=https://api.eu.intercom.io'],
    [
      { INTERCOM_BASE_URL: 'https://api.intercom.io', INTERCOM_REGION: 'eu' },
      'https://api.intercom.io',
      'INTERCOM_BASE_URL=https://api.eu.intercom.io',
    ],
  ])('is not where %j sends calls', (env: Record<string, string>, to, fix) => {
    expect(judge(env)).toMatchObject({
      status: 'failure',
      found: `the workspace lives in eu, calls go to ${to}`,
      fix: expect.stringContaining(fix),
    })
  })

  test('does not matter where calls go to a host of your own, unless it is said and wrong', () => {
    expect(judge({ INTERCOM_BASE_URL: 'http://localhost:4010' }).status).toBe('ok')
    expect(judge({ INTERCOM_BASE_URL: 'http://localhost:4010', INTERCOM_REGION: 'eu' }).status).toBe('ok')
    expect(judge({ INTERCOM_BASE_URL: 'http://localhost:4010', INTERCOM_REGION: 'us' })).toMatchObject({
      status: 'warning',
      fix: 'INTERCOM_REGION=eu',
    })
  })

  test('that Intercom does not name is taken as configured', () => {
    expect(judge({ INTERCOM_REGION: 'au' }, me({ id_code: 'ab12' }))).toMatchObject({
      status: 'ok',
      found: expect.stringContaining('takes au'),
    })
  })
})

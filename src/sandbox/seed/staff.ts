import type { AdminRecord, AuthorRecord, TeamRecord } from '../records.ts'

type Person = {
  name: string
  job: string | null
  teams: readonly string[]
  away?: { reassign: boolean; reason: number }
  avatar?: false
  seat?: false
}

/** The support desk of Larkspur: who works there, and in which teams. The first one's token is the one in use. */
const people: readonly Person[] = [
  { name: 'Idris Vanterpool', job: 'Head of Support', teams: ['Tier 1 Support', 'Customer Success'] },
  { name: 'Marguerite Oyelaran', job: 'Billing Specialist', teams: ['Billing'] },
  { name: 'Tomasz Wróbel', job: 'Support Engineer', teams: ['Technical Support'] },
  { name: 'Aoife Brannigan', job: 'Customer Support', teams: ['Tier 1 Support'] },
  { name: 'Hiroshi Tanabe', job: 'Support Engineer', teams: ['Technical Support', 'Tier 1 Support'] },
  { name: 'Lena Achterberg', job: 'Customer Support (DACH)', teams: ['Tier 1 Support', 'Billing'], away: { reassign: true, reason: 2 } },
  { name: 'Rosalind Ekwueme', job: 'Customer Success Manager', teams: ['Customer Success', 'Onboarding'] },
  { name: 'Mateus Cordeiro', job: 'Onboarding Specialist', teams: ['Onboarding'] },
  { name: 'Zoé Lambert-Nguyễn', job: 'Customer Support', teams: ['Tier 1 Support'], away: { reassign: false, reason: 1 } },
  { name: 'Callum Petrie', job: 'Customer Support', teams: ['Tier 1 Support'], avatar: false },
  { name: 'Yara Haddad', job: null, teams: ['Customer Success'] },
  { name: 'Ops Reporting', job: 'Service account', teams: [], avatar: false, seat: false },
]

const teamNames = ['Tier 1 Support', 'Technical Support', 'Billing', 'Onboarding', 'Customer Success'] as const
const distribution = ['round_robin', 'load_balanced', null] as const

export function createAdmins(): AdminRecord[] {
  return people.map((person, i) => ({
    id: adminId(i),
    name: person.name,
    email: `${addressOf(person.name)}@larkspur.example`,
    job_title: person.job,
    away_mode_enabled: person.away !== undefined,
    away_mode_reassign: person.away?.reassign ?? false,
    away_status_reason_id: person.away?.reason ?? null,
    has_inbox_seat: person.seat ?? true,
    avatar_url: person.avatar === false ? null : `https://static.larkspur.example/team/${addressOf(person.name)}.jpg`,
    email_verified: true,
  }))
}

export function createTeams(): TeamRecord[] {
  return teamNames.map((name, i) => {
    const members = people.flatMap((person, index) => (person.teams.includes(name) ? [adminId(index)] : []))
    return {
      id: String(8_120_300 + i * 11),
      name,
      admin_ids: members,
      primary_admin_ids: members.slice(0, 2),
      secondary_admin_ids: members.slice(2),
      assignment_limit: i === 0 ? 25 : null,
      distribution_method: distribution[i % distribution.length] ?? null,
    }
  })
}

/** Fin, which Intercom calls the operator: it writes parts, but no list of admins names it. */
export function createBot(workspaceId: string): AuthorRecord {
  return { type: 'bot', id: '9608808', name: 'Fin', email: `operator+${workspaceId}@intercom.io` }
}

const adminId = (index: number): string => String(5_017_690 + index * 13)

/** `zoe.lambert-nguyen` for `Zoé Lambert-Nguyễn`; letters that have no plain form are left out. */
export function addressOf(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/[łŁ]/g, 'l')
    .replaceAll(/[^\w\s-]/g, '')
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, '.')
}

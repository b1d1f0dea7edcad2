import type { DeviceFields, Seconds } from '../records.ts'
import type { Random } from './random.ts'
import { day } from './seconds.ts'

type Browser = { browser: string | null; browser_version: string | null; browser_language: string | null; os: string | null }

const browsers = [
  { browser: 'chrome', browser_version: '142.0.7444.61', os: 'Windows 11' },
  { browser: 'chrome', browser_version: '141.0.7390.122', os: 'OS X 10.15.7' },
  { browser: 'safari', browser_version: '26.1', os: 'OS X 10.15.7' },
  { browser: 'firefox', browser_version: '145.0', os: 'Linux' },
  { browser: 'edge', browser_version: '142.0.3595.53', os: 'Windows 10' },
] as const

/** What a contact uses: a browser for who was seen, and one of the apps for every tenth. */
export function devicesOf(index: number, language: string, seenAt: Seconds | null, random: Random): Browser & DeviceFields {
  if (seenAt === null) return { browser: null, browser_version: null, browser_language: null, os: null }
  const browser = { ...random.pick(browsers), browser_language: language }
  if (index % 20 === 8) return { ...browser, ...iPhone(seenAt) }
  if (index % 20 === 15) return { ...browser, ...android(seenAt) }
  return browser
}

const iPhone = (seenAt: Seconds): DeviceFields => ({
  ios_app_name: 'Larkspur',
  ios_app_version: '5.2.0',
  ios_device: 'iPhone14,5',
  ios_os_version: '26.1',
  ios_sdk_version: '18.6.1',
  ios_last_seen_at: seenAt - day,
})

const android = (seenAt: Seconds): DeviceFields => ({
  android_app_name: 'Larkspur',
  android_app_version: '5.1.4',
  android_device: 'Pixel 8',
  android_os_version: '16',
  android_sdk_version: '16.4.0',
  android_last_seen_at: seenAt - day,
})

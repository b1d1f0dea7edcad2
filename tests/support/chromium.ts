import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'
import { installMissing } from './apt.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome']

function findChromium(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin']
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path))
}

/** Before the first test in a browser: a Chromium on PATH, else one that is installed now, where that is possible. */
export default function setup() {
  installMissing({
    what: 'Chromium',
    why: 'The tests of pages need a real Chromium.',
    debian: 'chromium',
    find: findChromium,
    otherwise: process.platform === 'darwin' ? 'brew install --cask chromium' : "your system's way to install chromium",
  })
}

/** A Chromium without a window that asks nobody for anything of its own accord. */
export const launchChromium = () =>
  chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

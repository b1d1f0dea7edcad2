import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A plain connection, for what no HTTP client would send. */
export async function openConnection(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  return socket
}

/** All that comes back until the other side closes; a connection it cuts ends it too. */
export async function received(socket: Socket): Promise<string> {
  let text = ''
  socket.setEncoding('utf8').on('data', (part: string) => {
    text += part
  })
  await new Promise((resolve) => socket.once('close', resolve).on('error', () => {}))
  return text
}

export type RawAnswer = { status: number; headers: Headers; body: string }

/** Sends these bytes on a connection of their own and reads the one answer, which the bytes must ask to be the last. */
export async function sendRaw(url: string, text: string): Promise<RawAnswer> {
  const socket = await openConnection(url)
  socket.write(text)
  return readAnswer(await received(socket))
}

function readAnswer(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [statusLine = '', ...lines] = head.split('\r\n')
  const headers = new Headers(lines.map((line): [string, string] => [line.split(':')[0] ?? '', line.slice(line.indexOf(':') + 1).trim()]))
  return { status: Number(statusLine.split(' ')[1]), headers, body: rest.join('\r\n\r\n') }
}

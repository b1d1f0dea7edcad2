import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'

/** What is sent on a connection in one turn goes to the system in one piece: a message to each of a hundred operations is one call. */
export function gathered(connection: Duplex) {
  let isGathering = false
  return () => {
    if (isGathering) return
    isGathering = true
    connection.cork()
    setImmediate(() => {
      isGathering = false
      connection.uncork()
    })
  }
}

/** Asks a socket whether it is there. What it sends, and what it reads, says so too. */
export function watchIsThere(socket: WebSocket, { everyMs, onGone }: { everyMs: number; onGone(): void }) {
  let isThere = true
  const seen = () => {
    isThere = true
  }
  socket.on('pong', seen)
  const asking = setInterval(() => {
    if (!isThere) return onGone()
    isThere = false
    socket.ping()
  }, everyMs)
  return { seen, stop: () => clearInterval(asking) }
}

/** Calls back, once, when a connection brings more than it may before the limit is lifted: the library knows one limit for all messages only. */
export function limitUntilKnown(connection: Duplex, mostBytes: number, onOver: () => void) {
  let received = 0
  let isOver = false
  const count = (chunk: Buffer) => {
    received += chunk.length
    if (received <= mostBytes) return
    isOver = true
    lift()
    onOver()
  }
  const lift = () => void connection.off('data', count)
  // before the library reads it
  connection.prependListener('data', count)
  return { lift, isOver: () => isOver }
}

/** The fastest that node:http can be: it reads a request to its end and answers bytes that it was given before (`PUT /`). */
import { createServer } from 'node:http'
import { serve } from './serve.ts'
import { usagePage } from './usage.ts'

let bytes = Buffer.from('{}')

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => void chunks.push(chunk))
  request.on('end', () => {
    if (request.method === 'PUT') bytes = Buffer.concat(chunks)
    const body = request.url === '/metrics' ? usagePage() : bytes
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) }).end(body)
  })
})
serve(server)

// Opens a connection for each request and reads one response from it, to the end that its Content-Length names.
// The suite has origins that send more than that. Clients of HTTP, Spring's among them, never see the surplus;
// Node's would fail the response over it, or take it for the answer to the next request.
import { Agent } from 'node:http'

export class OneResponseAgent extends Agent {
  constructor () {
    super({ keepAlive: false })
  }

  createConnection (...args) {
    const socket = super.createConnection(...args)
    const push = socket.push.bind(socket)
    const keep = untilContentEnds()
    socket.push = chunk => {
      if (chunk === null) return push(null)
      const wanted = keep(chunk)
      return wanted.length === 0 || push(wanted)
    }
    return socket
  }
}

function untilContentEnds () {
  let head = Buffer.alloc(0)
  let left
  return chunk => {
    if (left === undefined) {
      const before = head.length
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end === -1) return chunk
      const start = end + 4 - before
      left = contentLength(head.toString('latin1', 0, end))
      return Buffer.concat([chunk.subarray(0, start), content(chunk.subarray(start))])
    }
    return content(chunk)
  }

  function content (bytes) {
    const kept = bytes.subarray(0, left)
    left -= kept.length
    return kept
  }
}

function contentLength (head) {
  const length = /^content-length: *(\d+) *$/im.exec(head)
  return length && !/^transfer-encoding:/im.test(head) ? Number(length[1]) : Infinity
}

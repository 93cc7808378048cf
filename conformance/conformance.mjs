// Runs the public cache test suite against a Spring client and compares the results with the committed ones.
import { parseArgs } from 'node:util'

import * as expectations from './lib/expectations.mjs'
import { runSuite, startFront, startOrigin, stopAll } from './lib/processes.mjs'
import { shortcomings, table } from './lib/report.mjs'
import { interpret } from './lib/results.mjs'

const CLIENTS = ['rest-client', 'rest-template', 'web-client']
const MODES = ['shared', 'private', 'none', 'apache']
const STORES = ['caffeine', 'redis', 'near']

async function main () {
  const { client, mode, store, id, update } = options()
  const front = async () => startFront(client, mode, store, await startOrigin())
  if (id !== undefined) {
    console.log((await runSuite(await front(), id)).join('\n'))
    return 0
  }
  const raw = resultsOf(await runSuite(await front()))
  const tests = interpret(raw)
  console.log(`${client}, ${mode}, ${store}\n\n${table(tests)}\n\n${shortcomings(tests)}`)
  const opaque = mode === 'none' ? differences(resultsOf(await runSuite(await startOrigin())), raw) : []
  if (mode === 'none') print('Outcomes that differ from the suite pointed straight at its origin', opaque)
  if (update) await expectations.update(`${client}-${mode}`, tests)
  const changed = await expectations.changes(`${client}-${mode}`, tests)
  print(`Changes against expected/${client}-${mode}.txt`, changed)
  return opaque.length + changed.length === 0 ? 0 : 1
}

function options () {
  const { values } = parseArgs({
    options: {
      client: { type: 'string', default: 'rest-client' },
      mode: { type: 'string', default: 'shared' },
      store: { type: 'string', default: 'caffeine' },
      id: { type: 'string' },
      update: { type: 'boolean', default: false }
    }
  })
  if (!CLIENTS.includes(values.client)) throw new Error(`--client is one of ${CLIENTS.join(', ')}`)
  if (!MODES.includes(values.mode)) throw new Error(`--mode is one of ${MODES.join(', ')}`)
  if (!STORES.includes(values.store)) throw new Error(`--store is one of ${STORES.join(', ')}`)
  return values
}

const resultsOf = lines => JSON.parse(lines.at(-1))

// Word by word: the same verdict for another reason would be a difference too.
function differences (direct, through) {
  return Object.keys(direct)
    .filter(id => JSON.stringify(direct[id]) !== JSON.stringify(through[id]))
    .map(id => `${id}: direct ${JSON.stringify(direct[id])}, through the front ${JSON.stringify(through[id])}`)
}

function print (title, lines) {
  console.log(`\n${title}: ${lines.length === 0 ? 'none' : lines.length}`)
  lines.forEach(line => console.log(`  ${line}`))
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error.message)
  process.exitCode = 2
} finally {
  stopAll()
}

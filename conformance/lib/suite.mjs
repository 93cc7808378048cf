// Runs the suite against a base URL and prints its raw results: `node suite.mjs BASE [TEST-ID]`. It does what the
// package's own command line does, with fewer tests at a time. A process for each run, because the suite keeps
// its state in module variables.
import fetch from 'node-fetch'

import * as config from '../node_modules/http-cache-tests/client/config.mjs'
import { makeCacheTest, testResults, testUUIDs } from '../node_modules/http-cache-tests/client/test.mjs'
import { OneResponseAgent } from './one-response-agent.mjs'
import { suites } from './tests.mjs'

// The package starts 100 tests at once. On two busy cores single answers then take over a second, which a cache
// rightly counts as age and the tests take for a mistake. So fewer, each started when another ends, and none
// before the front has warmed up.
const AT_A_TIME = 30
const WARM_UP = 100

const [base, id] = process.argv.slice(2)
const agent = new OneResponseAgent()
config.setFetch((url, init) => fetch(url, { agent, ...init }))
config.setUseBrowserCache(false)
config.setBaseUrl(base)

const waiting = suites.flatMap(suite => suite.tests).filter(test => id === undefined || test.id === id)
if (waiting.length === 0) throw new Error(`No test has the id ${id}`)
if (id === undefined) await warmUp()
else waiting.forEach(test => { test.dump = true })
await Promise.all(Array.from({ length: AT_A_TIME }, work))
console.log(JSON.stringify(comparable(testResults)))

async function work () {
  while (waiting.length > 0) await makeCacheTest(waiting.shift())
}

async function warmUp () {
  for (let i = 0; i < WARM_UP; i++) await (await config.fetch(`${base}/state/warm-up-${i}`)).text()
}

// What differs from run to run by nature is named, so that two runs can be compared word by word.
function comparable (results) {
  const stable = text => Object.values(testUUIDs)
    .reduce((result, token) => result.replaceAll(token, 'TOKEN'), text.replaceAll(base, 'BASE'))
  return Object.fromEntries(Object.entries(results).sort(([a], [b]) => a < b ? -1 : 1)
    .map(([test, result]) => [test, result === true ? true : [result[0], stable(String(result[1]))]]))
}

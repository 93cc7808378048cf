// Runs the suite against a base URL and prints its raw results: `node suite.mjs BASE [TEST-ID]`. It does what the
// package's own command line does, with fewer tests at a time. A process for each run, because the suite keeps
// its state in module variables.
import fetch from 'node-fetch'

import { getResults, runTests } from '../node_modules/http-cache-tests/client/runner.mjs'
import { testUUIDs } from '../node_modules/http-cache-tests/client/test.mjs'
import { OneResponseAgent } from './one-response-agent.mjs'
import { suites } from './tests.mjs'

// With 100 at a time, as the package has it, two busy cores delay answers by seconds that the tests count.
const AT_A_TIME = 50

const [base, id] = process.argv.slice(2)
const selected = suites
  .map(suite => ({ ...suite, tests: suite.tests.filter(test => id === undefined || test.id === id) }))
if (id !== undefined) selected.forEach(suite => suite.tests.forEach(test => { test.dump = true }))

const agent = new OneResponseAgent()
const fetchOnce = (url, init) => fetch(url, { agent, ...init })

await runTests(selected, fetchOnce, false, base, AT_A_TIME)

// What differs from run to run by nature is named, so that two runs can be compared word by word.
const tokens = new Set(Object.values(testUUIDs))
const stable = text => [...tokens].reduce((result, token) => result.replaceAll(token, 'TOKEN'), text.replaceAll(base, 'BASE'))
const results = Object.fromEntries(Object.entries(getResults())
  .map(([test, result]) => [test, result === true ? true : [result[0], stable(String(result[1]))]]))
console.log(JSON.stringify(results))

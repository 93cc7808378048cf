// What the suite's raw results mean, decided by the suite's own code, as its site shows them: a test whose
// `depends_on` did not pass counts as dependency_fail, a failed set-up is no verdict on the cache.
import { determineTestResult } from '../node_modules/http-cache-tests/lib/display.mjs'
import { kindOf, suites } from './tests.mjs'

const WORDS = {
  '✅': 'pass',
  '⛔️': 'fail',
  '⚠️': 'optional_fail',
  Y: 'yes',
  N: 'no',
  '🔹': 'setup_fail',
  '⁉️': 'harness_fail',
  '⚪️': 'dependency_fail',
  '↻': 'retry',
  '-': 'untested'
}

export const KINDS = ['required', 'optimal', 'check']

export const passed = result => result === 'pass' || result === 'yes'

// One record for each test, in the suite's order.
export function interpret (raw) {
  const resultOf = id => WORDS[determineTestResult(suites, id, raw)[2]]
  return suites.flatMap(suite => suite.tests.map(test => ({
    id: test.id,
    suite: suite.id,
    kind: kindOf(test),
    result: resultOf(test.id),
    reason: reasonOf(test, resultOf(test.id), raw[test.id], resultOf)
  })))
}

function reasonOf (test, result, raw, resultOf) {
  if (result === 'dependency_fail') {
    return `depends on ${test.depends_on.filter(id => !passed(resultOf(id))).join(', ')}`
  }
  if (raw === undefined) return 'not run'
  return raw === true ? '' : raw.join(': ')
}

export function count (tests) {
  return KINDS.map(kind => {
    const ofKind = tests.filter(test => test.kind === kind)
    return { kind, total: ofKind.length, passed: ofKind.filter(test => passed(test.result)).length }
  })
}

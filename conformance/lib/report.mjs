// The table by suite and kind, and what did not pass.
import { count, KINDS, passed } from './results.mjs'
import { suites } from './tests.mjs'

const WIDTH = Math.max(...suites.map(suite => suite.name.length))

export function table (tests) {
  const row = (name, selected) => name.padEnd(WIDTH) + count(selected)
    .map(({ passed, total }) => (total === 0 ? '–' : `${passed}/${total}`).padStart(10)).join('')
  const withoutSurrogate = tests.filter(test => test.suite !== 'surrogate-control')
  return [
    'suite'.padEnd(WIDTH) + KINDS.map(kind => kind.padStart(10)).join(''),
    ...suites.map(suite => row(suite.name, tests.filter(test => test.suite === suite.id))),
    row('All', tests),
    row('All but Surrogate-Control', withoutSurrogate)
  ].join('\n')
}

export function shortcomings (tests) {
  return KINDS.map(kind => {
    const lines = tests.filter(test => test.kind === kind && !passed(test.result))
      .map(test => `  ${test.id}  ${test.result}  ${test.reason}`)
    return [`${kind}, not passed: ${lines.length}`, ...lines].join('\n')
  }).join('\n')
}

// The suite's tests, those of its command line: every file of its index, and Surrogate-Control.
import index from '../node_modules/http-cache-tests/tests/index.mjs'
import surrogateControl from '../node_modules/http-cache-tests/tests/surrogate-control.mjs'

export const suites = [...index, surrogateControl]
  .map(suite => ({ ...suite, tests: suite.tests.filter(test => test.browser_only !== true) }))

export const kindOf = test => test.kind ?? 'required'

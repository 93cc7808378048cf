// The committed results of each client and mode, one test a line. Better is a change as much as worse: the file
// says what the documentation may claim.
import { readFile, writeFile } from 'node:fs/promises'

import { passed } from './results.mjs'

const fileOf = name => new URL(`../expected/${name}.txt`, import.meta.url)

export async function update (name, tests) {
  const lines = tests.map(test => `${test.id} ${test.result}\n`).sort()
  await writeFile(fileOf(name), lines.join(''))
}

// One line for each change against the committed file.
export async function changes (name, tests) {
  const expected = await read(name)
  const found = new Map(tests.map(test => [test.id, test]))
  return [...new Set([...expected.keys(), ...found.keys()])].sort()
    .filter(id => expected.get(id) !== found.get(id)?.result)
    .map(id => describe(id, expected.get(id) ?? 'unknown', found.get(id)))
}

async function read (name) {
  try {
    const lines = (await readFile(fileOf(name), 'utf8')).trim().split('\n')
    return new Map(lines.map(line => line.split(' ')))
  } catch (error) {
    if (error.code === 'ENOENT') return new Map()
    throw error
  }
}

function describe (id, before, test) {
  const after = test?.result ?? 'gone'
  const direction = passed(before) === passed(after) ? 'other' : passed(after) ? 'better' : 'worse'
  return `${direction}: ${id} was ${before}, is ${after}  ${test?.reason ?? ''}`
}

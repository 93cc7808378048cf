// Starts the origin and the front, waits until each listens, and stops them however the run ends.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const here = path => fileURLToPath(new URL(path, import.meta.url))
const running = new Set()

export const startOrigin = () => listening('node', ['--no-warnings', here('../node_modules/http-cache-tests/server/server.mjs')], {
  npm_config_protocol: 'http',
  npm_config_port: '0',
  npm_config_pidfile: '/dev/null'
})

export const startFront = (client, mode, store, origin) =>
  listening(process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : 'java',
    ['-jar', here('../target/conformance-front.jar'), client, mode, store, origin])

export const runSuite = (base, ...options) => new Promise((resolve, reject) => {
  const child = start('node', ['--no-warnings', here('suite.mjs'), base, ...options])
  const lines = []
  createInterface({ input: child.stdout }).on('line', line => lines.push(line))
  child.on('close', code => code === 0 ? resolve(lines) : reject(new Error(`The suite ended with ${code}`)))
})

function listening (command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, env)
    createInterface({ input: child.stdout }).on('line', line => {
      const found = /^Listening on .*:(\d+)/.exec(line)
      if (found) resolve(`http://127.0.0.1:${found[1]}`)
    })
    child.on('error', reject)
    child.on('exit', code => reject(new Error(`${args.at(-1)} ended with ${code} before it listened`)))
  })
}

function start (command, args, env = {}) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'inherit'] })
  running.add(child)
  child.on('exit', () => running.delete(child))
  return child
}

export function stopAll () {
  running.forEach(child => child.kill())
}

process.on('exit', stopAll)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130))

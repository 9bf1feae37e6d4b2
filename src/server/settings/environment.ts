import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'

import { StartFailure } from '#server/http/listen.ts'

/** Settings by name, as in the process's environment. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The environment plus the settings of the `.env` file; the environment wins. `ENV_FILE` names another file; empty means
 * none, so that tests do not read a developer's own `.env`. Throws a `StartFailure` where the named file is missing, or a
 * setting in it would be lost. Does not use `process.loadEnvFile`: that changes the process's environment, and when Vite
 * restarts after an edit of `.env` it would see the old values.
 */
export function loadEnvironment(given: Environment = process.env, folder = process.cwd()): Environment {
  const file = given['ENV_FILE'] ?? '.env'
  const path = resolve(folder, file)
  if (file === '' || (given['ENV_FILE'] === undefined && !existsSync(path))) return given
  const text = readText(path)
  const error = findLostSetting(text)
  if (error !== null) throw new StartFailure(`${path}, ${error}`)
  return { ...parseEnv(text), ...given }
}

function readText(path: string): string {
  const bytes = readBytes(path)
  try {
    // Without the byte order mark of some editors: it would be a part of the first name.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new StartFailure(`The settings in ${path} are not UTF-8: save the file as UTF-8.`)
  }
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    throw new StartFailure(
      `The settings in ${path} cannot be read${code}: correct ENV_FILE, or leave it out to read .env.`,
    )
  }
}

/** What `parseEnv` would pass over or cut in silence, as the rest of a sentence without any value; null for nothing. */
function findLostSetting(text: string): string | null {
  // What is in quotes may have several lines, and anything in them.
  const withoutQuoted = text.replace(/^([^#\n=]*=[ \t]*)(["'`])[^]*?\2/gm, (quoted, start: string) =>
    start.padEnd(start.length + quoted.split('\n').length - 1, '\n'),
  )
  for (const [i, line] of withoutQuoted.split('\n').entries()) {
    const [, name, value = ''] = /^(?:export\s+)?([\w.-]+)\s*=\s*(.*)$/.exec(line.trim()) ?? []
    if (name === undefined && !/^\s*(#|$)/.test(line))
      return `line ${i + 1}: write a setting as NAME=value, and begin a comment with #.`
    if (/^(?!["'`#])[^#]*[^#\s]#/.test(value))
      return `line ${i + 1}: the value of ${name} would end before its #: put it in single quotes, or a space before a comment.`
  }
  return null
}

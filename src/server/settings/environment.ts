import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'

/** Settings by name, as in the process's environment. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The environment plus the settings of the `.env` file; the environment wins. `ENV_FILE` names another file; empty means
 * none, so that tests do not read a developer's own `.env`. Does not use `process.loadEnvFile`: that changes the process's
 * environment, and when Vite restarts after an edit of `.env` it would see the old values.
 */
export function loadEnvironment(given: Environment = process.env, folder = process.cwd()): Environment {
  const file = given['ENV_FILE'] ?? '.env'
  const path = resolve(folder, file)
  return file !== '' && existsSync(path) ? { ...parseEnv(readFileSync(path, 'utf8')), ...given } : given
}

import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'

/** Settings by name, as the process's environment has them. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The environment with what the `.env` file adds to it; where both name a setting, the environment wins. `ENV_FILE`
 * names another file, and set to nothing it means none, which is how tests stay clear of a developer's own `.env`.
 * Not `process.loadEnvFile`: that writes into the process, and Vite's restart after an edited `.env` would see the old values.
 */
export function readEnvironment(given: Environment = process.env, folder = process.cwd()): Environment {
  const file = given['ENV_FILE'] ?? '.env'
  const path = resolve(folder, file)
  return file !== '' && existsSync(path) ? { ...parseEnv(readFileSync(path, 'utf8')), ...given } : given
}

import { normalizeError, Problem, problemFromJson } from '#contract/problem.ts'
import type { WorkerExit } from '#worker/rpc.ts'

/** Errors of the engine and its search workers are sent as a Problem's `toJSON`. */
export const serverErrorOptions = { serializeError: (thrown: unknown) => normalizeError(thrown).toJSON() }

/** @param stopped the detail of pending calls' Problem when the worker ended without an error message */
export function clientErrorOptions(stopped: string) {
  return {
    deserializeError: problemFromJson,
    exitError: ({ message }: WorkerExit) => new Problem('unexpected', { detail: message ?? stopped }),
  }
}

import type { RunExit } from '#story/run-steps.ts'

/** More exits than any flow has: steps may name anything. */
const maxExits = 20_000

/** The distinct exits that the runs of a flow took. A run keeps their numbers, since many runs take the same ones. */
export class ExitDictionary {
  readonly exits: RunExit[] = []
  readonly #ids = new Map<string, number>()

  /** The numbers of these exits; null where the dictionary is full. */
  idsOf(exits: readonly RunExit[]): readonly number[] | null {
    const ids = exits.map((exit) => this.#idOf(exit)).filter((id) => id !== null)
    return ids.length === exits.length ? ids : null
  }

  #idOf(exit: RunExit): number | null {
    const key = JSON.stringify([exit.widget, exit.event, exit.next])
    const existing = this.#ids.get(key)
    if (existing !== undefined) return existing
    if (this.exits.length === maxExits) return null
    const id = this.exits.push(exit) - 1
    this.#ids.set(key, id)
    return id
  }
}

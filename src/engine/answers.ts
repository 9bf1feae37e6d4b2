import { parseSearch } from '#search/parse-search.ts'
import { filterKey, questionKey, type Order, type Question } from '#search/question.ts'

import type { AllVerdicts } from './all-verdicts.ts'
import { Answer } from './answer.ts'
import type { Columns } from './columns.ts'
import { createFilter } from './filter.ts'
import { FilteredRows } from './filtered-rows.ts'
import { Recent } from './recent.ts'
import { SortedRows } from './sorted-rows.ts'
import { StartBins } from './start-bins.ts'
import type { Verdicts } from './verdicts.ts'

/** Questions and their answers. What was asked last is kept: 2 bytes a row for a filter, 4 for an order or an answer. */
export class Answers {
  readonly #columns: Columns
  readonly #verdicts: AllVerdicts
  readonly #filters = new Recent<FilteredRows>(4)
  readonly #orders = new Recent<SortedRows>(3)
  readonly #answers = new Recent<Answer>(3)
  readonly #bins = new Recent<StartBins>(3)

  constructor(columns: Columns, verdicts: AllVerdicts) {
    this.#columns = columns
    this.#verdicts = verdicts
  }

  to(question: Question): Answer {
    return this.#answers.get(
      questionKey(question),
      () => new Answer(this.#filtered(question), this.#sorted(question.order)),
    )
  }

  binsOf(question: Question, edges: readonly number[]): StartBins {
    return this.#bins.get(
      JSON.stringify([filterKey(question), edges]),
      () => new StartBins(this.#columns, this.#filtered(question), edges),
    )
  }

  #sorted(order: Order): SortedRows {
    return this.#orders.get(`${order.by} ${order.descending}`, () => new SortedRows(this.#columns, order))
  }

  #filtered(question: Question): FilteredRows {
    return this.#filters.get(filterKey(question), () => {
      const verdicts: Verdicts[] = []
      const { search } = parseSearch(question.text)
      const filter = createFilter(this.#columns, question, search, (test) => {
        const known = this.#verdicts.of(test)
        verdicts.push(known)
        return known
      })
      return new FilteredRows(this.#columns, filter, verdicts)
    })
  }
}

import { responseListKeys } from '#contract/endpoints.ts'
import { executionStepsPageSchema } from '#contract/execution-resources.ts'
import type { PageMeta } from '#contract/page.ts'
import { stepsPageSchema, type Step } from '#contract/resources.ts'
import { runEndpoints, type RunEndpointNames, type RunSource } from '#contract/run-source.ts'
import { stringifyUnsafeNumbers } from '#json/print/stringify-unsafe-numbers.ts'

import { parseBody } from './parse-response.ts'

/** Where runs come from: one of Twilio's resources, its endpoints and the fields that others call otherwise. */
export type RunApi = {
  readonly endpoints: RunEndpointNames
  /** The key of a page's runs. */
  readonly rowsKey: string
  /** Parses a page of steps. In their contexts, numbers that JavaScript would round are strings. */
  readonly parseSteps: (bytes: Uint8Array) => { rows: Step[]; meta: PageMeta }
}

/** Both sources. The fields of a run that the list and the panel show have the same names in both. */
export const runApis: Readonly<Record<RunSource, RunApi>> = {
  engagements: {
    endpoints: runEndpoints.engagements,
    rowsKey: responseListKeys.engagements,
    parseSteps(bytes) {
      const { steps, meta } = parseBody(bytes, stepsPageSchema, stringifyUnsafeNumbers)
      return { rows: steps, meta }
    },
  },
  executions: {
    endpoints: runEndpoints.executions,
    rowsKey: responseListKeys.executions,
    parseSteps(bytes) {
      const { steps, meta } = parseBody(bytes, executionStepsPageSchema, stringifyUnsafeNumbers)
      return { rows: steps, meta }
    },
  },
}

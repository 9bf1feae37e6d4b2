import { responseListKeys } from '#contract/endpoints.ts'
import { runEndpoints, type RunEndpointNames, type RunSource } from '#contract/run-source.ts'

/**
 * Where runs come from: one of Twilio's resources. Only its endpoints and the key of a page's runs are its own: the fields
 * that Flowdesk reads have the same names in both, those of steps and contexts included.
 */
type RunApi = {
  readonly endpoints: RunEndpointNames
  /** The key of a page's runs. */
  readonly rowsKey: string
}

export const runApis: Readonly<Record<RunSource, RunApi>> = {
  engagements: { endpoints: runEndpoints.engagements, rowsKey: responseListKeys.engagements },
  executions: { endpoints: runEndpoints.executions, rowsKey: responseListKeys.executions },
}

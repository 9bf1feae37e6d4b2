import { printRead, type Read } from '#contract/reads.ts'
import type { EngagementSid, FlowSid, StepSid } from '#contract/sid.ts'
import { engagementAt, findStep, type Engagement } from './engagement.ts'
import { twilioError } from './errors.ts'
import { answerPage } from './list-answer.ts'
import { findEngagement, type LiveFlow, listedAt } from './live-flow.ts'
import {
  contextFields,
  engagementFields,
  flowFields,
  printFields,
  stepContextFields,
  stepFields,
  type Fields,
} from './resources.ts'
import type { World } from './world.ts'

/** What is asked for does not exist. */
class NotFound extends Error {}

/** The JSON a read is answered with, in pieces, or an error answer. */
export function answerRead(world: World, read: Read, query: URLSearchParams): Iterable<string> | Response {
  try {
    return answer(world, read, query)
  } catch (thrown) {
    if (thrown instanceof NotFound) return twilioError(20404, { message: thrown.message })
    throw thrown
  }
}

function answer(world: World, read: Read, query: URLSearchParams): Iterable<string> | Response {
  const { origin, start } = world
  const now = world.now()
  switch (read.name) {
    case 'flows': {
      const flows = [...world.flows.values()]
      return answerPage(
        {
          name: 'flows',
          origin,
          path: printRead('flows', {}),
          countAt: () => flows.length,
          rowAt: (i) => printFields(flowFields(origin, required(flows[i], 'flow'), start)),
        },
        query,
        now,
      )
    }
    case 'flow':
      return [printFields(flowFields(origin, flowOf(world, read.sids.FW), start)).text]
    case 'engagements': {
      const flow = flowOf(world, read.sids.FW)
      const { fault } = flow
      return answerPage(
        {
          name: 'engagements',
          origin,
          path: printRead('engagements', read.sids),
          countAt: (since) => listedAt(flow, since),
          change: fault.page,
          rowAt(offset, since) {
            // Newest first.
            const position =
              flow.arrivals.countAt(since) - 1 - (fault.order?.(offset, listedAt(flow, since)) ?? offset)
            const fields = engagementFields(origin, engagementAt(flow, position, now), true)
            return printFields(changed(fields, flow, position))
          },
        },
        query,
        now,
      )
    }
    case 'engagement': {
      const engagement = engagementOf(world, read.sids, now)
      const fields = engagementFields(origin, engagement, false)
      return [printFields(changed(fields, engagement.flow, engagement.position)).text]
    }
    case 'context': {
      const engagement = engagementOf(world, read.sids, now)
      return [
        printFields(changed(contextFields(origin, engagement), engagement.flow, engagement.position)).text,
      ]
    }
    case 'steps': {
      const engagement = engagementOf(world, read.sids, now)
      return answerPage(
        {
          name: 'steps',
          origin,
          path: printRead('steps', read.sids),
          countAt: (since) => engagementOf(world, read.sids, since).done + 1,
          rowAt: (i, since) =>
            printFields(stepFields(origin, engagement, engagementOf(world, read.sids, since).done - i, true)),
        },
        query,
        now,
      )
    }
    case 'step': {
      const engagement = engagementOf(world, read.sids, now)
      return [printFields(stepFields(origin, engagement, stepOf(engagement, read.sids.FT), false)).text]
    }
    case 'stepContext': {
      const engagement = engagementOf(world, read.sids, now)
      return [printFields(stepContextFields(origin, engagement, stepOf(engagement, read.sids.FT))).text]
    }
    default:
      return read satisfies never
  }
}

function changed(fields: Fields, { fault }: LiveFlow, position: number): Fields {
  return fault.fields?.(fields, position) ?? fields
}

function required<T>(found: T | null | undefined, what: string): T {
  if (found === null || found === undefined) throw new NotFound(`The requested ${what} was not found`)
  return found
}

function flowOf(world: World, sid: FlowSid): LiveFlow {
  return required(world.flows.get(sid), `resource /Flows/${sid}`)
}

function engagementOf(world: World, sids: { FW: FlowSid; FN: EngagementSid }, now: number): Engagement {
  const flow = flowOf(world, sids.FW)
  const position = findEngagement(flow, sids.FN, now)
  return engagementAt(flow, required(position, `resource ${printRead('engagement', sids)}`), now)
}

function stepOf(engagement: Engagement, sid: StepSid): number {
  return required(findStep(engagement, sid), `resource /Steps/${sid}`)
}

import { randomBytes } from 'node:crypto'

import * as z from 'zod/mini'

import type { SharedSlots, SlotDemand, SlotGrant } from '#proxy/scheduling/slot-allowance.ts'

import type { Connection } from './connection.ts'
import { leaseMs, slotsScript } from './slots-script.ts'

const replySchema = z.tuple([z.int(), z.int(), z.int(), z.int(), z.int()])

/**
 * Shares the requests under way to Twilio, and its 429s. A server that ends without notice gives its slots back when its lease
 * runs out.
 * @param key the key of the hash in the store
 */
export function createSharedSlots({ connection, key }: { connection: Connection; key: string }): SharedSlots {
  const server = randomBytes(9).toString('base64url')
  let serverCount: number | null = null

  const exchange = async (demand: SlotDemand): Promise<SlotGrant> => {
    const { maxConcurrent, share, held, wanted, breaker } = demand
    const report = breaker
      ? [Number(breaker.isHealthy), Math.ceil(breaker.blockedForMs), breaker.consecutive429s]
      : []
    const args = [maxConcurrent, share, held, wanted, leaseMs, ...report].map(String)
    const reply = await connection.send(['EVAL', slotsScript, '1', key, server, ...args])
    const [allowed, servers, healthy, blockedForMs, consecutive429s] = replySchema.parse(reply)
    serverCount = servers
    return { allowed, breaker: { isHealthy: healthy === 1, blockedForMs, consecutive429s } }
  }

  return { exchange, serverCount: () => serverCount, onHeartbeat: connection.onHeartbeat }
}

import type { QueryClient } from '@tanstack/react-query'

import { allEngagements, engagementsQuery } from './engagements.ts'
import { engine } from './sources.ts'

/**
 * Keeps the query cache in step with the engine, which it starts: a flow the engine forgot, to make room for others,
 * was not read any more; nor was any, when another engine had to take its place.
 */
export function followEngine(client: QueryClient): void {
  engine().listen((news) => {
    if (news.news === 'forgotten')
      void client.resetQueries({ queryKey: engagementsQuery(news.flowSid).queryKey })
    if (news.news === 'restarted') void client.resetQueries({ queryKey: allEngagements })
  })
}

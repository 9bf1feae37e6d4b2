import type { JsonPath } from '#json/path/json-path.ts'

const messageText = /\.(?:message|conversation|(?:in|out)bound)\.Body$/
const storyText = /^(?:widgets\.[^.]+\.(?:SpeechResult|Digits|body)|flow\.variables\.[^.]+)$/

/** Whether the conversation or the story of a run usually quotes a value of its context. */
export function isQuotedIn(tab: string, path: JsonPath): boolean {
  const key = path.join('.')
  return tab === 'story'
    ? messageText.test(key) || storyText.test(key)
    : tab === 'conversation' && messageText.test(key)
}

/** Longest name of a person, in characters. Names come from outside and go into cookies, logs and the page. */
const longest = 200

/** Control characters, line ends and what turns the direction of writing: a line of a log could be made to lie by them. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const misleading = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/

/** A name that can be shown and logged, without space around it; null when it is none. */
export function readUserName(text: string): string | null {
  const name = text.trim()
  return name === '' || name.length > longest || misleading.test(text) ? null : name
}

import { readFile } from 'node:fs/promises'

/**
 * Bytes a process shares with no other: anonymous memory, which is what pages allocate. Null where the system does not
 * say; Linux alone does without being asked for more rights.
 */
export async function privateBytesOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) * 1024
}

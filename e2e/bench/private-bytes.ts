import { readFile } from 'node:fs/promises'

/**
 * Bytes of private (anonymous) memory of a process. Null if the system does not report it: only Linux does without extra
 * permissions.
 */
export async function readPrivateBytes(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) * 1024
}

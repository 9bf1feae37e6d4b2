import { createServer } from 'node:http'

import { expect, test } from 'vitest'

import { listen } from './listen.ts'

test.each([
  ['EADDRINUSE', 'set PORT to another'],
  ['EACCES', 'set PORT to one above 1023'],
  ['EADDRNOTAVAIL', 'set HOST to'],
  ['ENOTFOUND', 'set HOST to'],
  ['EAFNOSUPPORT', 'set HOST to'],
  ['EINVAL', 'set HOST to'],
  ['EAI_AGAIN', 'set HOST to'],
  ['EMFILE', 'set HOST or PORT to'],
])('a start that fails with %s names the setting to change', async (code, remedy) => {
  const server = createServer()
  const port = listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })
  server.emit('error', Object.assign(new Error(code), { code }))
  await expect(port).rejects.toThrow(remedy)
  server.close()
})

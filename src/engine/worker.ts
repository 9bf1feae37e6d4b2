import { createClient } from '#twilio/client.ts'

import { createEngine } from './engine.ts'
import { serve } from './serve.ts'

// The only worker file of the engine: everything in it is a function that tests call without a worker.
const client = createClient({ fetch: (...args) => fetch(...args), base: '/api' })
serve(self, (tell) => createEngine(client, tell))

import { useQueryClient } from '@tanstack/react-query'
import { useId, useRef, useState, type SubmitEvent } from 'react'

import { askSession } from '#queries/session.ts'
import { signInWithPassword, type SignedIn } from '#queries/sign-in.ts'
import { tellTabs } from '#queries/tabs.ts'
import { Button } from '#ui/button.tsx'
import { secondsLeft, useSecondsLeft } from '#ui/use-seconds-left.ts'

import { FormAlert } from './form-alert.tsx'

/** What came of the last try. `missing`: nothing was typed; `no-cookie`: it was right, and yet nobody is signed in. */
type Tried = SignedIn | { state: 'missing' | 'asking' | 'no-cookie' }

/** The password everybody shares. Once it is right, all tabs are told. */
export function PasswordForm() {
  const client = useQueryClient()
  const id = useId()
  const saidId = `${id}-said`
  const field = useRef<HTMLInputElement>(null)
  const [tried, setTried] = useState<Tried | null>(null)
  const isAsking = tried?.state === 'asking'

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (isAsking || (tried?.state === 'wait' && secondsLeft(tried.until) > 0)) return
    const password = field.current?.value ?? ''
    if (password !== '') setTried({ state: 'asking' })
    setTried(password === '' ? { state: 'missing' } : await signIn(password))
    field.current?.select()
  }

  async function signIn(password: string): Promise<Tried> {
    const signedIn = await signInWithPassword(password)
    if (signedIn.state !== 'in') return signedIn
    const session = await askSession(client).catch(() => null)
    if (session?.user === null) return { state: 'no-cookie' }
    tellTabs('changed')
    return signedIn
  }

  return (
    <form className="mt-4" onSubmit={(event) => void submit(event)} noValidate>
      {/* For what keeps passwords: this one belongs to the place, not to a person. */}
      <input type="text" name="username" autoComplete="username" value="flowdesk" readOnly hidden />
      <label htmlFor={id} className="font-medium">
        Password
      </label>
      <input
        ref={field}
        id={id}
        type="password"
        name="password"
        autoComplete="current-password"
        // The one thing there is to do here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-describedby={saidId}
        aria-invalid={tried?.state === 'wrong' || tried?.state === 'missing'}
        className="focus-ring mt-1 block h-8 w-full rounded-md border border-line-strong bg-surface px-2.5"
      />
      {tried && <Said tried={tried} id={saidId} />}
      <Button
        type="submit"
        variant="primary"
        className="mt-4 w-full aria-disabled:opacity-60"
        aria-disabled={isAsking}
      >
        Sign in
      </Button>
    </form>
  )
}

function Said({ tried, id }: { tried: Tried; id: string }) {
  switch (tried.state) {
    case 'in':
    case 'asking':
      return null
    case 'missing':
      return <FormAlert id={id}>Type the password first.</FormAlert>
    case 'wrong':
      return <FormAlert id={id}>That is not the password.</FormAlert>
    case 'wait':
      return <TooMany id={id} until={tried.until} />
    case 'no-cookie':
      return (
        <FormAlert id={id}>
          The password is right, but this browser keeps no cookie of Flowdesk. Allow it, and sign in again.
        </FormAlert>
      )
    case 'failed':
      return (
        <FormAlert id={id}>
          {tried.problem.kind === 'unreachable'
            ? `${navigator.onLine ? 'Flowdesk cannot be reached.' : 'You are offline.'} Try again when the connection is back.`
            : 'Flowdesk could not check the password. Try again; if it happens again, tell whoever runs it.'}
        </FormAlert>
      )
  }
}

/** Goes by itself when the time is over. */
function TooMany({ id, until }: { id: string; until: number }) {
  const seconds = useSecondsLeft(until)
  if (seconds === 0) return null
  return (
    <FormAlert id={id}>
      Too many attempts: try again in {/* Said once, and then only seen. */}
      <span aria-live="off" className="tabular-nums">
        {seconds} s
      </span>
    </FormAlert>
  )
}

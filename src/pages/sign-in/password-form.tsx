import { useQueryClient } from '@tanstack/react-query'
import { useId, useRef, useState, type SubmitEvent } from 'react'

import { fetchSession } from '#session/session-query.ts'
import { signInWithPassword, type SignInResult } from '#session/sign-in.ts'
import { broadcastToTabs } from '#session/tab-broadcast.ts'
import { Button } from '#ui/controls/button.tsx'
import { secondsLeft, useSecondsLeft } from '#ui/time/use-seconds-left.ts'

import { ProblemReference } from '#pages/shared/problem-reference.tsx'
import { FormAlert } from './form-alert.tsx'

/** The result of the last attempt. `missing`: the field was empty; `no-cookie`: the password was right, but the session cookie was not stored. */
type SubmitState = SignInResult | { state: 'missing' | 'submitting' | 'no-cookie' }

/** The form for the shared password. A successful sign-in is broadcast to all tabs. */
export function PasswordForm() {
  const client = useQueryClient()
  const id = useId()
  const messageId = `${id}-message`
  const field = useRef<HTMLInputElement>(null)
  const [submitState, setSubmitState] = useState<SubmitState | null>(null)
  const isSubmitting = submitState?.state === 'submitting'

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const isWaiting =
      submitState !== null && 'retryAtMs' in submitState && secondsLeft(submitState.retryAtMs) > 0
    if (isSubmitting || isWaiting) return
    const password = field.current?.value ?? ''
    if (password !== '') setSubmitState({ state: 'submitting' })
    setSubmitState(password === '' ? { state: 'missing' } : await signIn(password))
    field.current?.select()
  }

  async function signIn(password: string): Promise<SubmitState> {
    const result = await signInWithPassword(password)
    if (result.state !== 'signed-in') return result
    const session = await fetchSession(client).catch(() => null)
    if (session?.user === null) return { state: 'no-cookie' }
    broadcastToTabs('changed')
    return result
  }

  return (
    <form className="mt-4" onSubmit={(event) => void submit(event)} noValidate>
      {/* For password managers: the password belongs to Flowdesk, not to a person. */}
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
        // It is the only field of the page.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-describedby={messageId}
        aria-invalid={submitState?.state === 'wrong' || submitState?.state === 'missing'}
        className="focus-ring mt-1 block h-8 w-full rounded-md border border-line-strong bg-surface px-2.5"
      />
      {submitState && <SubmitMessage submitState={submitState} id={messageId} />}
      <Button type="submit" variant="primary" className="mt-4 w-full" disabled={isSubmitting}>
        Sign in
      </Button>
    </form>
  )
}

function SubmitMessage({ submitState, id }: { submitState: SubmitState; id: string }) {
  switch (submitState.state) {
    case 'signed-in':
    case 'submitting':
      return null
    case 'missing':
      return <FormAlert id={id}>Enter the password.</FormAlert>
    case 'wrong':
      return <FormAlert id={id}>Wrong password.</FormAlert>
    case 'rate-limited':
      return <RetryMessage id={id} reason="Too many attempts" until={submitState.retryAtMs} />
    case 'busy':
      return (
        <RetryMessage id={id} reason="Flowdesk is busy checking passwords" until={submitState.retryAtMs} />
      )
    case 'no-cookie':
      return (
        <FormAlert id={id}>
          The password is correct, but your browser blocks Flowdesk’s cookies. Allow them and sign in again.
        </FormAlert>
      )
    case 'failed':
      return (
        <FormAlert id={id}>
          {submitState.problem.kind === 'unreachable'
            ? `${navigator.onLine ? 'Flowdesk cannot be reached.' : 'You are offline.'} Try again when the connection is back.`
            : 'Flowdesk couldn’t check the password. Try again. If it keeps happening, contact your Flowdesk administrator.'}
          <ProblemReference problem={submitState.problem} />
        </FormAlert>
      )
  }
}

/** Counts down, and disappears at zero. */
function RetryMessage({ id, reason, until }: { id: string; reason: string; until: number }) {
  const seconds = useSecondsLeft(until)
  if (seconds === 0) return null
  return (
    <FormAlert id={id}>
      {reason}: try again in {/* The countdown is visual only. */}
      <span aria-live="off" className="tabular-nums">
        {seconds} s
      </span>
    </FormAlert>
  )
}

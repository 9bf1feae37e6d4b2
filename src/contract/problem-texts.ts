/** What helps: `wait`: it goes away by itself, `retry`: trying again may help, `none`: trying again gives the same result. */
export type Recovery = 'wait' | 'retry' | 'none'

/** What each kind of failure means to the user: what happened, and what to do about it. */
export const problemTexts = {
  'bad-request': {
    recovery: 'none',
    message: 'Twilio rejected the request.',
    hint: 'Go back to the list and open it again. If it happens again, the link may be damaged.',
  },
  unauthorized: {
    recovery: 'retry',
    message: 'Twilio rejected the credentials.',
    hint: 'Check TWILIO_API_KEY and TWILIO_API_SECRET (or the account SID and token) on Flowdesk’s server, then restart it.',
  },
  'signed-out': {
    recovery: 'none',
    message: 'You are signed out.',
    hint: 'Sign in to continue. What’s already loaded is kept.',
  },
  forbidden: {
    recovery: 'retry',
    message: 'The API key isn’t allowed to read this.',
    hint: 'Give the API key read access to Studio, or use another key, then restart Flowdesk.',
  },
  'not-found': {
    recovery: 'none',
    message: 'Not found at Twilio.',
    hint: 'Check the SID. Twilio deletes runs 30 days after they start.',
  },
  'expired-token': {
    recovery: 'none',
    message: 'Twilio’s page token has expired.',
    hint: 'Load the list again from the start.',
  },
  'rate-limited': {
    recovery: 'wait',
    message: 'Rate limited by Twilio.',
    hint: 'Wait a moment, then try again. What’s already loaded is kept.',
  },
  unavailable: {
    recovery: 'wait',
    message: 'Twilio could not answer.',
    hint: 'Try again in a moment. What’s already loaded is kept.',
  },
  unreachable: {
    recovery: 'wait',
    message: 'No connection.',
    hint: 'Check the network, then try again. What’s already loaded is kept.',
  },
  timeout: {
    recovery: 'wait',
    message: 'Twilio took too long to answer.',
    hint: 'Try again. What’s already loaded is kept.',
  },
  'not-json': {
    recovery: 'retry',
    message: 'The response is not JSON.',
    hint: 'A proxy or a sign-in page between Flowdesk and Twilio may have answered instead. Try again.',
  },
  truncated: {
    recovery: 'retry',
    message: 'The response was cut off.',
    hint: 'The connection was probably lost. Try again. What’s already loaded is kept.',
  },
  'too-large': {
    recovery: 'none',
    message: 'The response is too large.',
    hint: 'Flowdesk reads up to 256 MB of one response, so this one may be damaged. Tell your Flowdesk administrator. What’s already loaded is kept.',
  },
  'not-saved': {
    recovery: 'none',
    message: 'The saved file doesn’t have this.',
    hint: 'Open the run itself to see it.',
  },
  unexpected: {
    recovery: 'retry',
    message: 'Something went wrong in Flowdesk.',
    hint: 'Reload the page. If it happens again, tell your Flowdesk administrator.',
  },
} as const satisfies Record<string, { recovery: Recovery; message: string; hint: string }>

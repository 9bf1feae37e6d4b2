/** The Twilio error codes that the emulator uses, with their HTTP status and message. */
const errorDefinitions = {
  20001: { status: 400, message: 'Invalid parameter' },
  20003: { status: 401, message: 'Authenticate' },
  20004: { status: 405, message: 'Method not allowed' },
  20006: { status: 400, message: 'Invalid PageToken' },
  20403: { status: 403, message: 'Forbidden' },
  20404: { status: 404, message: 'The requested resource was not found' },
  20429: { status: 429, message: 'Too Many Requests' },
  20500: { status: 500, message: 'An internal server error has occurred' },
  20503: { status: 503, message: 'Service is unavailable. Please try again' },
  70002: { status: 400, message: 'Paged requests must include a PageToken' },
} as const

export type TwilioErrorCode = keyof typeof errorDefinitions

/** An error response in Twilio's format. @see https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions */
export function twilioError(
  code: TwilioErrorCode,
  details: { message?: string; headers?: Record<string, string> } = {},
): Response {
  const { status, message } = errorDefinitions[code]
  return Response.json(
    {
      code,
      message: details.message ?? message,
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status,
    },
    { status, headers: details.headers ?? {} },
  )
}

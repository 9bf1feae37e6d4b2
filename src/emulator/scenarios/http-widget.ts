import { json, type JsonText } from '#emulator/data/json-text.ts'
import type { RunBuilder } from './run-builder.ts'

/** The Make HTTP Request widget, with a response from a customer's API. Studio stores the body twice, as text and parsed. */
export function httpSuccess(run: RunBuilder, widget: string, body: JsonText): void {
  run.wait(run.rng.integer(2, 24) / 10)
  run.completeWidget('make-http-request', widget, 'success', httpResult(200, body))
}

/** The same widget, with an error response or a timeout of ten seconds. */
export function httpFailure(run: RunBuilder, widget: string): void {
  const isTimeout = run.rng.chance(0.5)
  run.wait(isTimeout ? 10 : run.rng.integer(2, 24) / 10)
  run.completeWidget(
    'make-http-request',
    widget,
    'failed',
    isTimeout
      ? json`{ "status_code": null, "content_type": null, "body": "", "parsed": null, "error": "Timed out after 10000 ms" }`
      : httpResult(502, json`{ "error": "bad_gateway", "request_id": ${run.rng.hex(16)} }`),
  )
}

/**
 * The same widget, when it starts another run for the contact over REST: Twilio refuses, because this run is still active.
 * @see https://www.twilio.com/docs/api/errors/20409
 */
export function conflictingStart(run: RunBuilder, widget: string): void {
  const { sid } = run.start
  run.wait(run.rng.integer(2, 9) / 10)
  run.completeWidget(
    'make-http-request',
    widget,
    'failed',
    httpResult(
      409,
      json`{
        "code": 20409,
        "message": ${`Execution ${sid} is already active for this contact`},
        "more_info": "https://www.twilio.com/docs/errors/20409",
        "status": 409,
        "details": { "conflicting_execution_sid": ${sid} }
      }`,
    ),
  )
}

/** The Run Function widget. */
export function runFunction(run: RunBuilder, widget: string, body: JsonText): void {
  run.wait(run.rng.integer(1, 9) / 10)
  run.completeWidget('run-function', widget, 'success', httpResult(200, body))
}

/** The same widget, when the function threw or returned an error. */
export function functionFailure(run: RunBuilder, widget: string): void {
  run.wait(run.rng.integer(1, 9) / 10)
  run.completeWidget(
    'run-function',
    widget,
    'fail',
    httpResult(500, json`{ "error": "internal", "request_id": ${run.rng.hex(16)} }`),
  )
}

function httpResult(status: number, body: JsonText): JsonText {
  return json`{
    "status_code": ${status},
    "content_type": "application/json; charset=utf-8",
    "body": ${body.text},
    "parsed": ${body}
  }`
}

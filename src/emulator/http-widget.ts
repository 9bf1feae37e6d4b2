import { json, type JsonText } from './json-text.ts'
import type { RunWriter } from './run-writer.ts'

/** The Make HTTP Request widget: a customer's own API answered. Studio keeps the body twice, as text and parsed. */
export function httpSuccess(run: RunWriter, widget: string, body: JsonText): void {
  run.wait(run.dice.whole(2, 24) / 10)
  run.widget('make-http-request', widget, 'success', answer(200, body))
}

/** It did not: an error, or nothing within ten seconds. */
export function httpFailure(run: RunWriter, widget: string): void {
  const late = run.dice.chance(0.5)
  run.wait(late ? 10 : run.dice.whole(2, 24) / 10)
  run.widget(
    'make-http-request',
    widget,
    'failed',
    late
      ? json`{ "status_code": null, "content_type": null, "body": "", "parsed": null, "error": "Timed out after 10000 ms" }`
      : answer(502, json`{ "error": "bad_gateway", "request_id": ${run.dice.hex(16)} }`),
  )
}

/** The Run Function widget. */
export function runFunction(run: RunWriter, widget: string, body: JsonText): void {
  run.wait(run.dice.whole(1, 9) / 10)
  run.widget('run-function', widget, 'success', answer(200, body))
}

/** The function threw, or answered with an error. */
export function functionFailure(run: RunWriter, widget: string): void {
  run.wait(run.dice.whole(1, 9) / 10)
  run.widget(
    'run-function',
    widget,
    'fail',
    answer(500, json`{ "error": "internal", "request_id": ${run.dice.hex(16)} }`),
  )
}

function answer(status: number, body: JsonText): JsonText {
  return json`{
    "status_code": ${status},
    "content_type": "application/json; charset=utf-8",
    "body": ${body.text},
    "parsed": ${body}
  }`
}

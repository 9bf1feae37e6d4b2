import {
  askByMessage,
  httpRequest,
  recordVoicemail,
  runFunction,
  say,
  sendMessage,
  setVariables,
  split,
  trigger,
  widget,
  type Widget,
} from './widget-builder.ts'

function gather(
  name: string,
  text: string,
  next: { input: string | null; timeout: string | null; hangup: string | null },
): Widget {
  return widget(
    'gather-input-on-call',
    name,
    { keypress: next.input, speech: next.input, timeout: next.timeout, hangup: next.hangup },
    { say: text, timeout: 5, number_of_digits: 1 },
  )
}

/** A digit that either of the two menus has asked for. */
const pressed = (digit: string, to: string) =>
  ['main_menu', 'main_menu_again'].map((menu) => ({
    to,
    type: 'equal_to',
    value: digit,
    subject: `{{widgets.${menu}.Digits}}`,
  }))

/** The definition of `mainMenuScenario`. */
export const mainMenuWidgets: readonly Widget[] = [
  trigger('incomingCall', 'welcome'),
  say('welcome', 'Welcome to our support line.', 'main_menu'),
  gather('main_menu', 'Press 1 for your balance, 2 for an agent.', {
    input: 'pressed_1',
    timeout: 'main_menu_again',
    hangup: null,
  }),
  gather('main_menu_again', 'We did not hear you. Press 1 for your balance, 2 for an agent.', {
    input: 'pressed_1',
    timeout: 'nothing_heard',
    hangup: null,
  }),
  say('nothing_heard', 'We still did not hear you. Goodbye.', null),
  split('pressed_1', '{{widgets.main_menu.Digits}}', pressed('1', 'lookup_account'), 'pressed_2'),
  httpRequest('lookup_account', 'accounts?phone={{contact.channel.address}}', 'remember_account'),
  setVariables('remember_account', { verified: 'true' }, 'say_balance'),
  say('say_balance', 'Your balance is {{widgets.lookup_account.parsed.balance.minor_units}} cents.', null),
  split('pressed_2', '{{widgets.main_menu.Digits}}', pressed('2', 'connect_to_agent'), 'ask_assistant'),
  widget('connect-call-to', 'connect_to_agent', { callCompleted: 'agent_answered', hangup: null }),
  split(
    'agent_answered',
    '{{widgets.connect_to_agent.DialBridged}}',
    [{ to: null, type: 'equal_to', value: 'true' }],
    'voicemail',
  ),
  widget('connect-virtual-agent-v2', 'ask_assistant', {
    completed: null,
    'live-agent-handoff': 'voicemail',
    hangup: null,
    failed: 'voicemail',
  }),
  recordVoicemail('voicemail', null),
]

const anySubflow = 'FW00000000000000000000000000000f01'

/** The definition of `collectionsScenario`, without its two subflows, which are flows of their own. */
export const collectionsWidgets: readonly Widget[] = [
  trigger('incomingRequest', 'remember_invoice'),
  setVariables(
    'remember_invoice',
    { invoice: '{{flow.data.invoice}}', amount: '{{flow.data.amount}}' },
    'call_customer',
  ),
  widget('make-outgoing-call-v2', 'call_customer', {
    answered: 'is_a_person',
    busy: 'count_try',
    noAnswer: 'count_try',
    failed: 'flag_number',
  }),
  runFunction('flag_number', null),
  split(
    'is_a_person',
    '{{widgets.call_customer.AnsweredBy}}',
    [{ to: 'say_who_calls', type: 'equal_to', value: 'human' }],
    'leave_a_message',
  ),
  say('leave_a_message', 'Please call us back about invoice {{flow.variables.invoice}}.', null),
  setVariables('count_try', { tries: '{{flow.variables.tries | plus: 1}}' }, 'tried_three_times'),
  split(
    'tried_three_times',
    '{{flow.variables.tries}}',
    [{ to: 'text_instead', type: 'greater_than', value: '2' }],
    'call_customer',
  ),
  askByMessage(
    'text_instead',
    'We tried to call you about invoice {{flow.variables.invoice}}. Reply YES and we call again.',
    { reply: 'keep_wish', timeout: null },
    24 * 3600,
  ),
  setVariables('keep_wish', { wants_a_call: 'true' }, null),
  say('say_who_calls', 'This is the accounts department.', 'verify_identity'),
  subflow('verify_identity', { completed: 'is_verified', failed: 'is_verified' }),
  split(
    'is_verified',
    '{{widgets.verify_identity.verified}}',
    [
      { to: 'offer_choices', type: 'equal_to', value: 'true' },
      { to: 'say_call_us', type: 'equal_to', value: 'false' },
    ],
    'log_outcome',
  ),
  say('say_call_us', 'We could not verify you. Please call us.', 'log_outcome'),
  gather('offer_choices', 'Press 1 to pay now, 2 for an agent, 3 to dispute the invoice.', {
    input: 'wants_to_pay',
    timeout: 'may_ask_again',
    hangup: 'log_outcome',
  }),
  // More than a path, so Flowdesk cannot tell its value.
  split(
    'may_ask_again',
    '{{ flow.variables.asked | default: 0 | plus: 1 }}',
    [{ to: 'offer_choices', type: 'less_than', value: '2' }],
    'log_outcome',
  ),
  split(
    'wants_to_pay',
    '{{widgets.offer_choices.Digits}}',
    [{ to: 'take_payment', type: 'equal_to', value: '1' }],
    'disputes_it',
  ),
  subflow('take_payment', { completed: 'was_paid', failed: 'wait_for_agent' }),
  split(
    'was_paid',
    '{{widgets.take_payment.paid}}',
    [
      { to: 'send_receipt', type: 'equal_to', value: 'true' },
      { to: 'wait_for_agent', type: 'equal_to', value: 'false' },
    ],
    'log_outcome',
  ),
  sendMessage('send_receipt', 'We received {{flow.variables.amount}}. Thank you.', 'log_outcome'),
  split(
    'disputes_it',
    '{{widgets.offer_choices.Digits}}',
    [{ to: 'record_reason', type: 'equal_to', value: '3' }],
    'wait_for_agent',
  ),
  recordVoicemail('record_reason', 'log_outcome'),
  widget('enqueue-call', 'wait_for_agent', {
    callComplete: 'log_outcome',
    failedToEnqueue: 'ring_desk',
    callFailure: null,
  }),
  widget('connect-call-to', 'ring_desk', { callCompleted: 'desk_answered', hangup: null }),
  split(
    'desk_answered',
    '{{widgets.ring_desk.DialBridged}}',
    [{ to: 'log_outcome', type: 'equal_to', value: 'true' }],
    'leave_voicemail',
  ),
  recordVoicemail('leave_voicemail', 'log_outcome'),
  runFunction('log_outcome', null),
]

function subflow(name: string, next: { completed: string; failed: string }): Widget {
  return widget('run-subflow', name, next, { flow_sid: anySubflow, flow_revision: 'LatestPublished' })
}

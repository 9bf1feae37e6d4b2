import {
  askByMessage,
  httpRequest,
  runFunction,
  sendMessage,
  setVariables,
  split,
  trigger,
  widget,
  type Widget,
} from './widget-builder.ts'

/** How customers of each language begin a yes. */
const yesWords = ['Yes', 'Sí', 'Oui', 'نعم', 'हाँ', 'はい', 'Ναι']

/** The definition of `orderStatusScenario`. */
export const orderStatusWidgets: readonly Widget[] = [
  trigger('incomingMessage', 'set_language'),
  setVariables(
    'set_language',
    { language: '{{trigger.message.FromCountry | downcase}}', source: 'sms' },
    'has_order_number',
  ),
  split(
    'has_order_number',
    '{{trigger.message.Body}}',
    [{ to: 'lookup_order', type: 'regex', value: '.*[0-9]{8}.*' }],
    'ask_order_number',
  ),
  askByMessage('ask_order_number', 'Please reply with your order number.', {
    reply: 'lookup_order',
    timeout: 'give_up',
  }),
  sendMessage('give_up', 'You are welcome. Have a good day!', null),
  httpRequest('lookup_order', 'orders/{{widgets.ask_order_number.inbound.Body}}', 'remember_order'),
  setVariables(
    'remember_order',
    {
      order_number: '{{widgets.lookup_order.parsed.order.number}}',
      order_found: '{{widgets.lookup_order.parsed.found}}',
    },
    'anything_else',
  ),
  askByMessage('anything_else', 'Order {{flow.variables.order_number}}. Anything else? Reply YES or NO.', {
    reply: 'wants_a_person',
    timeout: null,
  }),
  split(
    'wants_a_person',
    '{{widgets.anything_else.inbound.Body}}',
    yesWords.map((value) => ({ to: 'tell_handover', type: 'starts_with', value })),
    'say_goodbye',
  ),
  sendMessage('tell_handover', 'One moment, a colleague takes over.', 'to_support'),
  widget('send-to-flex', 'to_support', { callComplete: null, failedToEnqueue: null, callFailure: null }),
  sendMessage('say_goodbye', 'You are welcome. Have a good day!', null),
]

/** The definition of `reminderScenario`. Over Conversations a reply is in the trigger, so the split looks at both. */
export const reminderWidgets: readonly Widget[] = [
  trigger('incomingRequest', 'remind'),
  askByMessage(
    'remind',
    'Your appointment at {{flow.data.place}} is at {{flow.data.starts_at}}. Reply 1 to confirm, 2 to move it.',
    { reply: 'reply_is_1', timeout: 'mark_unanswered' },
    6 * 3600,
  ),
  setVariables('mark_unanswered', { outcome: 'unanswered' }, null),
  split(
    'reply_is_1',
    '{{widgets.remind.inbound.Body}}',
    [
      { to: 'confirm_appointment', type: 'equal_to', value: '1' },
      { to: 'confirm_appointment', type: 'matches_any_of', value: '👍, 1️⃣' },
      {
        to: 'confirm_appointment',
        type: 'matches_any_of',
        value: '1, 👍, 1️⃣',
        subject: '{{trigger.conversation.Body}}',
      },
    ],
    'release_appointment',
  ),
  httpRequest('confirm_appointment', 'appointments/{{flow.data.appointment_id}}/confirm', 'mark_answered'),
  httpRequest('release_appointment', 'appointments/{{flow.data.appointment_id}}/release', 'mark_answered'),
  setVariables('mark_answered', { outcome: '{{widgets.confirm_appointment.parsed.state}}' }, 'acknowledge'),
  sendMessage('acknowledge', 'Thank you. We have noted your answer.', null),
]

/** The definition of `webChatScenario`. */
export const webChatWidgets: readonly Widget[] = [
  trigger('incomingMessage', 'classify'),
  runFunction('classify', 'remember_order'),
  setVariables('remember_order', { order_number: '{{widgets.classify.parsed.order}}' }, 'greet'),
  sendMessage('greet', 'One moment, a colleague takes over.', 'to_agent'),
  widget('send-to-flex', 'to_agent', {
    callComplete: 'agent_was_free',
    failedToEnqueue: 'agent_was_free',
    callFailure: 'agent_was_free',
  }),
  split(
    'agent_was_free',
    '{{widgets.to_agent.assignment_status}}',
    [{ to: null, type: 'equal_to', value: 'completed' }],
    'apologise',
  ),
  sendMessage('apologise', 'Sorry, no one is free right now. We will write to you by e-mail.', null),
]

/** The definition of `parcelScenario`. */
export const parcelWidgets: readonly Widget[] = [
  trigger('incomingRequest', 'get_parcel'),
  httpRequest('get_parcel', 'parcels/{{flow.data.order}}', 'notify'),
  sendMessage('notify', 'Your parcel {{flow.data.order}} is out for delivery today.', 'remember_route'),
  setVariables('remember_route', { order_number: '{{flow.data.order}}' }, 'offer_safe_place'),
  askByMessage(
    'offer_safe_place',
    'Not at home? Reply YES and we leave it on the porch.',
    { reply: 'say_thanks', timeout: null },
    4 * 3600,
  ),
  sendMessage('say_thanks', 'You are welcome. Have a good day!', 'is_survey_due'),
  split(
    'is_survey_due',
    '{{flow.data.order}}',
    [{ to: 'start_survey', type: 'regex', value: '.*[01]' }],
    null,
  ),
  httpRequest('start_survey', 'surveys/start', null),
]

/** The definition of `surveyScenario`. */
export const surveyWidgets: readonly Widget[] = [
  trigger('incomingRequest', 'How did we do?'),
  askByMessage(
    'How did we do?',
    'How did we do today? Reply with a number from 1 (bad) to 5 (great).',
    { reply: 'keep-mark', timeout: null },
    24 * 3600,
  ),
  setVariables('keep-mark', { mark: '{{widgets["How did we do?"].inbound.Body}}' }, 'Is it bad'),
  split(
    'Is it bad',
    '{{widgets["How did we do?"].inbound.Body}}',
    [{ to: 'ask why', type: 'matches_any_of', value: '1,2' }],
    'store.answer',
  ),
  askByMessage('ask why', 'What could we do better?', { reply: 'store.answer', timeout: null }),
  httpRequest('store.answer', 'surveys/{{flow.data.case_id}}', 'thanks'),
  sendMessage('thanks', 'You are welcome. Have a good day!', null),
]

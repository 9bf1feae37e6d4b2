import {
  Bot,
  Braces,
  CircleDot,
  CreditCard,
  Globe,
  Headset,
  Keyboard,
  ListTree,
  MessageSquare,
  MessagesSquare,
  Mic,
  Phone,
  PhoneForwarded,
  Radio,
  Split,
  Users,
  Variable,
  Volume2,
  Zap,
  type IconNode,
} from 'lucide'

import { Icon } from '#ui/icon.tsx'

/** By widget type, as in Studio's flow definitions. */
const icons: Record<string, IconNode> = {
  'add-twiml-redirect': Braces,
  'capture-payments': CreditCard,
  'connect-call-to': PhoneForwarded,
  'connect-virtual-agent': Bot,
  'connect-virtual-agent-v2': Bot,
  'enqueue-call': Users,
  'fork-stream': Radio,
  'gather-input-on-call': Keyboard,
  'make-http-request': Globe,
  'make-outgoing-call-v1': Phone,
  'make-outgoing-call-v2': Phone,
  'record-call': Mic,
  'record-voicemail': Mic,
  'resume-conversation': MessagesSquare,
  'run-conversation-relay': Bot,
  'run-function': Braces,
  'run-subflow': ListTree,
  'say-play': Volume2,
  'send-and-wait-for-reply': MessagesSquare,
  'send-message': MessageSquare,
  'send-to-auto-pilot': Bot,
  'send-to-flex': Headset,
  'set-variables': Variable,
  'split-based-on': Split,
  'start-conversation': MessagesSquare,
  trigger: Zap,
}

/** The icon of a widget type. Decorative: the type itself is shown as text. */
export function WidgetIcon({ type }: { type: string | null }) {
  // A type may be called `constructor`.
  const icon = type !== null && Object.hasOwn(icons, type) ? icons[type] : undefined
  return <Icon icon={icon ?? CircleDot} size={12} />
}

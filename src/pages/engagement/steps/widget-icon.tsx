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
  type LucideIcon,
} from 'lucide-react'

/** By the types Studio's flow definitions know. */
const icons: Record<string, LucideIcon> = {
  'add-twiml-redirect': Braces,
  'capture-payments': CreditCard,
  'connect-call-to': PhoneForwarded,
  'enqueue-call': Users,
  'fork-stream': Radio,
  'gather-input-on-call': Keyboard,
  'make-http-request': Globe,
  'make-outgoing-call-v1': Phone,
  'make-outgoing-call-v2': Phone,
  'record-call': Mic,
  'record-voicemail': Mic,
  'run-function': Braces,
  'run-subflow': ListTree,
  'say-play': Volume2,
  'send-and-wait-for-reply': MessagesSquare,
  'send-message': MessageSquare,
  'send-to-autopilot': Bot,
  'send-to-flex': Headset,
  'set-variables': Variable,
  'split-based-on': Split,
  trigger: Zap,
}

/** What kind of widget it was; the type itself stands beside it, in words. */
export function WidgetIcon({ type }: { type: string | null }) {
  const Icon = icons[type ?? ''] ?? CircleDot
  return <Icon aria-hidden size={12} />
}

import type { ReactNode } from 'react'

/** An item of a menu. Labels are unique within one menu. */
export type MenuItem =
  /** Runs an action and closes the menu. */
  | {
      readonly kind: 'action'
      readonly label: string
      /** Decoration before the label. */
      readonly icon?: ReactNode
      /** Shown at the end of the line: a count or a key. */
      readonly note?: string
      readonly disabled?: boolean
      readonly onSelect: () => void
    }
  /** Is on or off. The menu stays open, since people often change several. */
  | {
      readonly kind: 'check'
      readonly label: string
      readonly checked: boolean
      readonly note?: string
      readonly disabled?: boolean
      readonly onChange: (checked: boolean) => void
    }
  /** One of several options. Choosing one closes the menu. */
  | {
      readonly kind: 'choice'
      /** The accessible name of the group. */
      readonly label: string
      /** The selected value; null for none. */
      readonly value: string | null
      readonly options: readonly { readonly value: string; readonly label: string; readonly note?: string }[]
      readonly onChange: (value: string) => void
    }
  | { readonly kind: 'heading'; readonly label: string }
  | { readonly kind: 'separator' }

import type { ReactNode } from 'react'

/** What can stand in a menu. Labels are unique within one menu. */
export type MenuItem =
  /** Does something, and closes the menu. */
  | {
      readonly kind: 'action'
      readonly label: string
      /** Decoration before the label. */
      readonly icon?: ReactNode
      /** Stands at the end of the line: a count, a key. */
      readonly note?: string
      readonly disabled?: boolean
      readonly onSelect: () => void
    }
  /** Is on or off; the menu stays open, since several are often changed in one go. */
  | {
      readonly kind: 'check'
      readonly label: string
      readonly checked: boolean
      readonly note?: string
      readonly disabled?: boolean
      readonly onChange: (checked: boolean) => void
    }
  /** One of several; choosing closes the menu. */
  | {
      readonly kind: 'choice'
      /** What is chosen; the group's name. */
      readonly label: string
      /** The value that is chosen; null for none of them. */
      readonly value: string | null
      readonly options: readonly { readonly value: string; readonly label: string; readonly note?: string }[]
      readonly onChange: (value: string) => void
    }
  | { readonly kind: 'heading'; readonly label: string }
  | { readonly kind: 'separator' }

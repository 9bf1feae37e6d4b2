import { useEffect } from 'react'

/** What a menu of the screen offers, for the palette too: a menu that is closed is not on the page. */
type ScreenAction = { readonly label: string; readonly onSelect: () => void }

let current: readonly ScreenAction[] = []

export const screenActions = (): readonly ScreenAction[] => current

/** Offers actions in the command palette while the component is mounted. One component at a time. */
export function useScreenActions(actions: readonly ScreenAction[]): void {
  useEffect(() => {
    current = actions
    return () => {
      current = []
    }
  }, [actions])
}

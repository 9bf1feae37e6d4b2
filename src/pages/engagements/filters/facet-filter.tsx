import { Menu } from '#ui/floating/menu.tsx'

import { filterButtonProps } from './filter-button.tsx'

type FacetFilterProps<T extends string> = {
  name: string
  /** The menu's last item, which clears the filter. */
  allLabel: string
  /** The options in order, with their names. */
  labels: Readonly<Record<T, string>>
  options: readonly T[]
  /** The selected options; empty means all. */
  selected: readonly T[]
  /** The count of an option, as text; null before the first page. */
  countText: (option: T) => string | null
  /** One more item of the menu. */
  action?: { label: string; onSelect: () => void } | null
  onChange: (selected: readonly T[]) => void
}

/** Filters by some of a few options, each with its count. */
export function FacetFilter<T extends string>(props: FacetFilterProps<T>) {
  const { name, allLabel, labels, options, selected, countText, action = null, onChange } = props
  return (
    <Menu
      label={name}
      button={filterButtonProps(name, selected.length > 0 ? describe() : null)}
      items={[
        ...options.map((option) => ({
          kind: 'check' as const,
          label: labels[option],
          checked: selected.includes(option),
          note: countText(option) ?? '',
          onChange: (checked: boolean) =>
            onChange(options.filter((each) => (each === option ? checked : selected.includes(each)))),
        })),
        { kind: 'separator' },
        { kind: 'action', label: allLabel, disabled: selected.length === 0, onSelect: () => onChange([]) },
        ...(action === null ? [] : [{ kind: 'action' as const, ...action }]),
      ]}
    />
  )

  /** "Phone, WhatsApp", or "3 channels" for more than two. */
  function describe(): string {
    if (selected.length > 2) return `${selected.length} ${name.toLowerCase()}s`
    return selected.map((option) => labels[option]).join(', ')
  }
}

import { X } from 'lucide'

import { emptyQuery, isFiltered, type ListQuery } from '#search/query/list-query.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'

type ClearFiltersProps = { query: ListQuery; onQueryChange: (query: ListQuery) => void }

/** Clears all filters and keeps the sort order. Hidden without filters. */
export function ClearFilters({ query, onQueryChange }: ClearFiltersProps) {
  if (!isFiltered(query)) return null
  return (
    <Button
      variant="quiet"
      icon={<Icon icon={X} size={14} />}
      onClick={() => onQueryChange({ ...emptyQuery, sort: query.sort })}
    >
      Clear filters
    </Button>
  )
}

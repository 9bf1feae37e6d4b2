import { X } from 'lucide-react'

import { everything, isFiltered, type Question } from '#search/question.ts'
import { Button } from '#ui/button.tsx'

type ClearFiltersProps = { question: Question; onAsk: (question: Question) => void }

/** The way back to all rows, in the order they are in; absent while nothing is left out. */
export function ClearFilters({ question, onAsk }: ClearFiltersProps) {
  if (!isFiltered(question)) return null
  return (
    <Button
      variant="quiet"
      icon={<X aria-hidden size={14} />}
      onClick={() => onAsk({ ...everything, order: question.order })}
    >
      Clear filters
    </Button>
  )
}

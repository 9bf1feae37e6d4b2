import { useId } from 'react'

import { usePref, type Pref } from '#pages/prefs/pref.ts'

type RadioChoiceProps<T extends string> = {
  legend: string
  pref: Pref<T>
  /** The options in order, with their names. */
  labels: Readonly<Record<T, string>>
  options: readonly T[]
}

/** Chooses the value of a preference. It takes effect at once. */
export function RadioChoice<T extends string>({ legend, pref, labels, options }: RadioChoiceProps<T>) {
  const value = usePref(pref)
  const name = useId()
  return (
    <fieldset>
      <legend className="mb-1 text-xs font-medium text-muted">{legend}</legend>
      <div className="flex flex-wrap gap-x-4">
        {options.map((option) => (
          <label key={option} className="flex h-7 items-center gap-2">
            <input
              type="radio"
              name={name}
              className="focus-ring size-4 accent-accent"
              checked={option === value}
              onChange={() => pref.write(option)}
            />
            {labels[option]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

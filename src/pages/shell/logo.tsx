/** The logo: a flow that splits in two, with one branch that goes on. */
export function Logo() {
  return (
    <svg aria-hidden width="18" height="18" viewBox="0 0 18 18" fill="none" className="text-accent">
      <path
        d="M3 4h4.5c2 0 2.5 1 3 2.5l1 3C12 11.5 12.5 13 15 13"
        stroke="currentColor"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
      <path d="M10.5 4H15" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" opacity=".45" />
      <circle cx="3.5" cy="13" r="2" fill="currentColor" opacity=".45" />
    </svg>
  )
}

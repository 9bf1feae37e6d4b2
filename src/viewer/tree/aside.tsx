/**
 * A text beside a value that is drawn from an attribute: what a row's name says in other words must not be text of the
 * row (WCAG 2.5.3), nor be copied with it.
 */
export function Aside({ text, look, title }: { text: string; look: string; title?: string | undefined }) {
  return <span data-aside={text} title={title} className={`${look} before:content-[attr(data-aside)]`} />
}

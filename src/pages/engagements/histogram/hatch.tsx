/** The pattern of what has not been read, for `fill="url(#…)"`. */
export function Hatch({ id }: { id: string }) {
  return (
    <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line y2={5} strokeWidth={2.5} className="stroke-line-strong" />
    </pattern>
  )
}

import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { diffJson } from '#json/diff/diff-json.ts'
import { createDocumentSet } from '#json/embedded/embedded-documents.ts'
import { indexJson } from '#json/parse/document.ts'
import { maskText } from '#privacy/mask.ts'
import { noMask, TextMaskContext } from '#ui/text/text-mask.ts'
import { DiffFooter } from '#viewer/diff/diff-footer.tsx'
import { noValueHint } from '#viewer/row/row-data.ts'

import { NodeToolbar } from './node-toolbar.tsx'

/** The available buttons for the value of the only key. */
function buttonsOf(key: string, mask = maskText) {
  const doc = indexJson(JSON.stringify({ data: { [key]: 1 } }))
  const action = { label: 'Add as column', icon: null, unavailableReason: () => null, onSelect: () => {} }
  const html = renderToStaticMarkup(
    <TextMaskContext value={mask}>
      <NodeToolbar
        documents={createDocumentSet(doc)}
        id={2}
        getHint={noValueHint}
        actions={[action]}
        linkTo={() => '/'}
      />
      <DiffFooter diff={diffJson(doc, doc)} entry={2} sideNames={['a', 'b']} />
    </TextMaskContext>,
  )
  return [...html.matchAll(/<button([^>]*)>(.*?)<\/button>/g)].flatMap(([, attributes = '', content = '']) =>
    / (?:aria-)?disabled="/.test(attributes)
      ? []
      : [/aria-label="([^"]*)"/.exec(attributes)?.[1] ?? content.replaceAll(/<[^>]*>/g, '')],
  )
}

const all = [
  'Copy value',
  'Copy path',
  'Copy Liquid',
  'Link to this value',
  'Add as column',
  'Copy value',
  'Copy path',
]

test('a path that has masked data is neither copied nor put into an address', () => {
  expect(buttonsOf('order')).toEqual(all)
  expect(buttonsOf('+14155550142', noMask)).toEqual(all)
  expect(buttonsOf('+14155550142')).toEqual(['Copy value', 'Copy value'])
})

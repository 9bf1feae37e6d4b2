import { act, createElement, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'

/*
 * Runs hooks without a DOM. The rendered component has no elements, so React needs little of a document.
 */

const fakeWindow = Object.assign(new EventTarget(), { HTMLIFrameElement: EventTarget })
const fakeDocument = Object.assign(new EventTarget(), {
  defaultView: fakeWindow,
  activeElement: null,
  hidden: false,
})
Object.assign(globalThis, { window: fakeWindow, document: fakeDocument, IS_REACT_ACT_ENVIRONMENT: true })

const fakeElement = { nodeType: 1, tagName: 'DIV', ownerDocument: fakeDocument }

// The real one, also while a test replaces timers.
const { setTimeout: setRealTimeout } = globalThis

let roots: Root[] = []

/** Renders a component with one hook. */
export async function renderHook<Props, Result>(
  useHook: (props: Props) => Result,
  initialProps: Props,
  wrap: (children: ReactNode) => ReactNode = (children) => children,
) {
  const results: Result[] = []
  function HookHost({ hookProps }: { hookProps: Props }) {
    results.push(useHook(hookProps))
    return null
  }
  const root = createRoot(Object.assign(new EventTarget(), fakeElement))
  roots.push(root)
  const render = (hookProps: Props) => settle(() => root.render(wrap(createElement(HookHost, { hookProps }))))
  await render(initialProps)
  return {
    /** The result of the last render. */
    get current(): Result {
      const last = results.at(-1)
      if (last === undefined) throw new Error('The hook has not been rendered.')
      return last
    },
    rerender: render,
    unmount: () => settle(() => root.unmount()),
  }
}

export async function unmountAll(): Promise<void> {
  const mounted = roots
  roots = []
  await settle(() => {
    for (const root of mounted) root.unmount()
  })
}

/** Runs an action, and waits until everything that follows from it at once is rendered. Rejects if a render throws. */
export async function settle(action: () => void = () => {}): Promise<void> {
  await act(async () => action())
  for (let round = 0; round < 3; round++)
    await act(() => new Promise<void>((resolve) => setRealTimeout(resolve)))
}

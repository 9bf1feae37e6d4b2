import { relative } from 'node:path'

import { SyntaxKind, type Node, type SourceFile } from 'typescript/unstable/ast'
import {
  isBinaryExpression,
  isBindingElement,
  isCallExpression,
  isForOfStatement,
  isIdentifier,
  isInterfaceDeclaration,
  isJsxAttribute,
  isJsxExpression,
  isNewExpression,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isRegularExpressionLiteral,
  isSpreadElement,
  isStringLiteral,
  isTypeAliasDeclaration,
  isTypeNode,
} from 'typescript/unstable/ast/is'

import { withProgram, type CodeProgram, type RuntimeScope } from './code-program.ts'
import { getFeature, findUnsupported, type Feature } from './compat-data.ts'
import type { Finding } from './finding.ts'
import {
  argumentFeature,
  attributeFeatures,
  eventFeature,
  declarationFeature,
  memberFeature,
  qualifiedName,
  regexFeatures,
  styleFeatures,
  interfaceTag,
  type LibraryDeclaration,
} from './features.ts'
import { isFeatureDetected } from './is-feature-detected.ts'

/** Reports language, browser and HTML features that the files and their imports use and a supported browser lacks. */
export function checkCode(program: Parameters<typeof withProgram>[0]): Finding[] {
  return withProgram(program, (code) =>
    code.files.flatMap((file) => checkFile(file, code, program.scope, program.src)),
  )
}

/** A feature that a node uses: its name in findings, and its compatibility data. */
type Use = { node: Node; usage: string; feature: Feature | undefined }

function checkFile(file: SourceFile, code: CodeProgram, scope: RuntimeScope, src: string): Finding[] {
  const nodes = runtimeNodes(file)
  const names = nodes.filter(isIdentifier)
  const declared = new Map<Node, readonly LibraryDeclaration[]>()
  for (const [index, found] of code.declaredAt(names).entries()) {
    const name = names[index]
    if (name) declared.set(name, found)
  }
  const uses = [
    ...names.flatMap((name) => identifierUses(name, declared.get(name) ?? [], code)),
    ...nodes.flatMap((node) => nodeUses(node, code, declared)),
  ]
  const findings = uses.flatMap(({ node, usage, feature }) => {
    const missing = [
      ...findUnsupported(feature),
      ...(scope === 'worker' ? findUnsupported(getFeature(feature, 'worker_support')) : []),
    ]
    if (missing.length === 0 || (isIdentifier(node) && isFeatureDetected(node))) return []
    const line = file.text.slice(0, node.getStart(file)).split('\n').length
    return { file: relative(src, file.fileName), line, usage, unsupportedIn: missing }
  })
  // A call and its arguments may give the same finding.
  return [...new Map(findings.map((each) => [`${each.line} ${each.usage}`, each])).values()]
}

/** All nodes except types. */
function runtimeNodes(file: SourceFile): Node[] {
  const nodes: Node[] = []
  const visit = (node: Node): void => {
    if (isTypeNode(node) || isInterfaceDeclaration(node) || isTypeAliasDeclaration(node)) return
    nodes.push(node)
    node.forEachChild(visit)
  }
  file.forEachChild(visit)
  return nodes
}

function identifierUses(
  name: Node & { text: string },
  declared: readonly LibraryDeclaration[],
  code: CodeProgram,
): Use[] {
  const { parent } = name
  const isMember = isPropertyAccessExpression(parent) && parent.name === name
  return declared.flatMap((each) => {
    const usage = qualifiedName(each)
    const feature = declarationFeature(each, [])
    if (feature !== undefined || !isMember) return { node: name, usage, feature }
    // Declared in a mixin: the data lists it under the interfaces that include the mixin.
    return code.interfacesOf(parent.expression).map((receivers) => ({
      node: name,
      usage: qualifiedName({ owners: receivers.slice(0, 1), name: each.name }),
      feature: declarationFeature(each, receivers),
    }))
  })
}

function nodeUses(
  node: Node,
  code: CodeProgram,
  declared: ReadonlyMap<Node, readonly LibraryDeclaration[]>,
): Use[] {
  if (isForOfStatement(node)) return iterationUses(node.expression, node.awaitModifier !== undefined, code)
  if (isSpreadElement(node)) return iterationUses(node.expression, false, code)
  if (isRegularExpressionLiteral(node)) {
    return regexFeatures(node.text).map((feature) => ({ node, usage: node.text, feature }))
  }
  if (isBindingElement(node) && !node.propertyName && node.name && isIdentifier(node.name)) {
    const { text } = node.name
    return code.propertyOf(node.parent, text).map((each) => ({
      node,
      usage: qualifiedName({ ...each, name: text }),
      feature: declarationFeature(each, []),
    }))
  }
  if (isCallExpression(node) || isNewExpression(node)) return callUses(node, code, declared)
  if (isJsxAttribute(node)) return attributeUses(node)
  if (isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.EqualsToken) {
    return assignmentUses(node.left, node.right, declared)
  }
  return []
}

function iterationUses(expression: Node, isAwaited: boolean, code: CodeProgram): Use[] {
  const name = isAwaited ? '@@asyncIterator' : '@@iterator'
  return code.interfacesOf(expression).flatMap((names) => {
    const owner = names.find((each) => memberFeature(each, name) !== undefined)
    if (owner === undefined) return []
    const loop = isAwaited ? 'for await' : 'for … of'
    return { node: expression.parent, usage: `${loop} over ${owner}`, feature: memberFeature(owner, name) }
  })
}

/** Features in a call's arguments: an option's name, a string value, an event's name. */
function callUses(
  node: Node & { expression: Node; arguments?: readonly Node[] | undefined },
  code: CodeProgram,
  declared: ReadonlyMap<Node, readonly LibraryDeclaration[]>,
): Use[] {
  const callee = node.expression
  const name = isPropertyAccessExpression(callee) ? callee.name : callee
  const [first] = node.arguments ?? []
  if (isIdentifier(name) && name.text === 'addEventListener' && first && isStringLiteral(first)) {
    const receivers = isPropertyAccessExpression(callee)
      ? code.interfacesOf(callee.expression)
      : [['Window', 'DedicatedWorkerGlobalScope']]
    return receivers.map((each) => ({
      node: first,
      usage: `event ${first.text}`,
      feature: eventFeature([...each, 'Element', 'Document', 'Window'], first.text),
    }))
  }
  return (declared.get(name) ?? []).flatMap((each) => {
    const feature = declarationFeature(each, [])
    // The data has a constructor's arguments under the interface's name twice, as in `Worker.Worker`.
    const called = isNewExpression(node) ? getFeature(feature, each.name) : feature
    if (called === undefined) return []
    const calleeName = qualifiedName(each)
    return (node.arguments ?? []).flatMap((argument): Use[] => {
      if (isStringLiteral(argument)) {
        const { text } = argument
        return [
          { node: argument, usage: `${calleeName}('${text}')`, feature: argumentFeature(called, { text }) },
        ]
      }
      if (!isObjectLiteralExpression(argument)) return []
      return argument.properties.flatMap((property) => {
        if (!('name' in property) || !property.name || !isIdentifier(property.name)) return []
        const option = property.name.text
        return {
          node: property,
          usage: `${calleeName}({ ${option} })`,
          feature: argumentFeature(called, { option }),
        }
      })
    })
  })
}

function attributeUses(node: Node & { name: Node; initializer?: Node | undefined }): Use[] {
  const element = node.parent.parent
  if (!('tagName' in element) || !isIdentifier(node.name)) return []
  const tag = textOf(element.tagName)
  if (tag === null || !/^[a-z]/.test(tag)) return []
  const { text } = node.name
  const event = /^on(?<name>[A-Z]\w*)$/.exec(text)?.groups?.['name']?.toLowerCase()
  if (event !== undefined) {
    return [{ node, usage: `event ${event}`, feature: eventFeature(['Element', 'HTMLElement'], event) }]
  }
  const value =
    node.initializer && isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer
  if (text === 'style' && value && isObjectLiteralExpression(value)) {
    return value.properties.flatMap((property) => {
      if (!isPropertyAssignment(property) || !isIdentifier(property.name)) return []
      const set = isStringLiteral(property.initializer) ? property.initializer.text : null
      return styleFeatures(property.name.text, set).map((each) => ({ node: property, ...each }))
    })
  }
  const set = value && isStringLiteral(value) ? value.text : null
  return attributeFeatures(tag, text, set).map((each) => ({ node, ...each }))
}

/** `link.rel = 'prefetch'` */
function assignmentUses(
  left: Node,
  right: Node,
  declared: ReadonlyMap<Node, readonly LibraryDeclaration[]>,
): Use[] {
  if (!isPropertyAccessExpression(left) || !isStringLiteral(right)) return []
  return (declared.get(left.name) ?? []).flatMap(({ owners, name }) => {
    const owner = owners.at(-1) ?? ''
    const tag = interfaceTag(owner)
    const features = owner.startsWith('CSSStyle')
      ? styleFeatures(name, right.text)
      : tag === null
        ? []
        : attributeFeatures(tag, name, right.text)
    return features.map((each) => ({ node: right, ...each }))
  })
}

function textOf(node: unknown): string | null {
  return typeof node === 'object' && node !== null && 'text' in node && typeof node.text === 'string'
    ? node.text
    : null
}

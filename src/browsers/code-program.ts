import { join } from 'node:path'

import { API, type Project, type Symbol as TsSymbol, type Type } from 'typescript/unstable/sync'
import { SyntaxKind, type Node, type SourceFile } from 'typescript/unstable/ast'
import {
  isInterfaceDeclaration,
  isModuleDeclaration,
  isVariableDeclaration,
  isIdentifier,
} from 'typescript/unstable/ast/is'

import type { LibraryDeclaration } from './features.ts'

export type RuntimeScope = 'page' | 'worker'

/** The newest libraries: an older one would not declare the new features that must be reported. */
const libraries: Record<RuntimeScope, readonly string[]> = {
  page: ['esnext', 'dom', 'dom.iterable', 'dom.asynciterable'],
  worker: ['esnext', 'webworker', 'webworker.iterable', 'webworker.asynciterable'],
}

export type CodeProgram = {
  /** Flowdesk's own files, without type declarations. */
  files: readonly SourceFile[]
  /** The declarations of each name in TypeScript's libraries; several for a member of a union. */
  declaredAt: (names: readonly Node[]) => readonly (readonly LibraryDeclaration[])[]
  /** The same for a destructured property: `{ locks } = navigator`. */
  propertyOf: (value: Node, name: string) => readonly LibraryDeclaration[]
  /** The interfaces of an expression, from the most specific to the most general; one list per member of a union. */
  interfacesOf: (expression: Node) => readonly (readonly string[])[]
}

/**
 * Loads files and their imports with TypeScript's API, which TypeScript 7 calls unstable: if an update changes it, the tests
 * in this folder fail.
 * @param sources virtual files: text by path
 */
export function withProgram<T>(
  {
    src,
    roots,
    scope,
    sources = {},
  }: { src: string; roots: readonly string[]; scope: RuntimeScope; sources?: Record<string, string> },
  callback: (program: CodeProgram) => T,
): T {
  const config = join(src, `compat-${scope}.json`)
  const virtual = new Map([
    ...Object.entries(sources),
    [
      config,
      JSON.stringify({
        extends: scope === 'page' ? './tsconfig.browser.json' : './tsconfig.portable.json',
        compilerOptions: { lib: libraries[scope] },
        files: roots,
        include: [],
      }),
    ],
  ])
  const typescript = new API({
    cwd: src,
    fs: {
      readFile: (path) => virtual.get(path),
      fileExists: (path) => (virtual.has(path) ? true : undefined),
    },
  })
  try {
    const project = typescript.updateSnapshot({ openProjects: [config] }).getProject(config)
    if (!project) throw new Error(`TypeScript does not open ${config}`)
    for (const root of roots) {
      if (!project.program.getSourceFile(join(src, root))) throw new Error(`There is no ${root} in ${src}`)
    }
    return callback(createProgram(project, src))
  } finally {
    typescript.close()
  }
}

function createProgram(project: Project, src: string): CodeProgram {
  const { checker, program } = project
  const declarationCache = new Map<number, readonly LibraryDeclaration[]>()

  function declarationsOf(symbol: TsSymbol | undefined): readonly LibraryDeclaration[] {
    if (!symbol) return []
    const found =
      declarationCache.get(symbol.id) ??
      symbol.declarations.flatMap((each) => {
        if (!isLibrary(each.path)) return []
        const node = each.resolve(project)
        return node ? { owners: ownersOf(node), name: symbol.name } : []
      })
    declarationCache.set(symbol.id, found)
    return found
  }

  const interfaceCache = new Map<number, readonly string[]>()

  function interfaceNames(type: Type): readonly string[] {
    const names = interfaceCache.get(type.id) ?? namesOf(type)
    interfaceCache.set(type.id, names)
    return names
  }

  function namesOf(type: Type): string[] {
    const apparentType = type.isTypeReference() ? type.getTarget() : (checker.getApparentType(type) ?? type)
    const symbol = apparentType.getSymbol()
    const ownNames = symbol?.declarations.some(({ path }) => isLibrary(path)) ? [symbol.name] : []
    return [...ownNames, ...(apparentType.getBaseTypes() ?? []).flatMap(interfaceNames)]
  }

  return {
    files: program
      .getSourceFileNames()
      .filter((path) => path.startsWith(`${src}/`) && !path.endsWith('.d.ts'))
      .flatMap((path) => program.getSourceFile(path) ?? []),
    declaredAt: (names) => checker.getSymbolAtLocation(names).map(declarationsOf),
    propertyOf(value, name) {
      const type = checker.getTypeAtLocation(value)
      return type ? declarationsOf(checker.getPropertyOfType(type, name)) : []
    },
    interfacesOf(expression) {
      try {
        const type = checker.getTypeAtLocation(expression)
        return type ? constituentTypes(type).map(interfaceNames) : []
      } catch (error) {
        // TypeScript 7.0 throws for some tuples. They are arrays.
        if (String(error).includes('TupleType')) return [['Array']]
        throw error
      }
    },
  }
}

/** The members of a union or an intersection. */
function constituentTypes(type: Type): readonly Type[] {
  return type.isUnionType() || type.isIntersectionType()
    ? (type.getTypes() ?? []).flatMap(constituentTypes)
    : [type]
}

function isLibrary(path: string): boolean {
  return /\/lib\.[\w.]+\.d\.ts$/.test(path)
}

/** The names around a declaration, outermost first: `URL` for `parse` in `declare var URL: { parse(): URL }`. */
function ownersOf(declaration: Node): string[] {
  const owners: string[] = []
  for (let node = declaration.parent; node && node.kind !== SyntaxKind.SourceFile; node = node.parent) {
    if (isInterfaceDeclaration(node) || isModuleDeclaration(node) || isVariableDeclaration(node)) {
      if (isIdentifier(node.name)) owners.unshift(node.name.text)
    }
  }
  return owners
}

import { defineConfig, type OxlintOverride } from 'oxlint'

import { modules, order } from './modules.ts'

const names = Object.keys(modules)

const orderByModule: Readonly<Partial<Record<string, readonly string[]>>> = order

/** Path patterns of the modules that a module may not import. */
function forbiddenModules(module: string, imports: readonly string[]): string[] {
  const allowed: readonly string[] = [module, ...imports]
  return names.filter((name) => !allowed.includes(name)).map((name) => `#${name}/**`)
}

function boundary(
  files: string[],
  module: string,
  imports: readonly string[],
  laterUnits: readonly string[],
): OxlintOverride {
  return {
    files,
    excludeFiles: ['**/*.test.ts', '**/*.test.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: forbiddenModules(module, imports),
              message: `src/README.md: ${module} may import only ${imports.join(', ') || 'itself'}.`,
            },
            { group: ['../**'], message: `Use #module/file.ts across folders and ./file.ts inside one.` },
            ...(laterUnits.length === 0
              ? []
              : [
                  {
                    group: laterUnits.flatMap((unit) => pathsOf(module, unit)),
                    message: `It comes later in the order in src/modules.ts.`,
                  },
                ]),
          ],
        },
      ],
    },
  }
}

const pathsOf = (module: string, unit: string) => [
  `#${module}/${unit}/**`,
  `#${module}/${unit}.ts`,
  `#${module}/${unit}.tsx`,
]

/** Forbidden imports of each module and of each of its folders. The last override that matches a file applies. */
const boundaries: OxlintOverride[] = Object.entries(modules).flatMap(([module, { imports }]) => [
  boundary([`${module}/**/*.ts`, `${module}/**/*.tsx`], module, imports, []),
  ...(orderByModule[module] ?? []).flatMap((unit, index, units) =>
    index + 1 === units.length
      ? []
      : [
          boundary(
            [`${module}/${unit}/**/*.ts`, `${module}/${unit}/**/*.tsx`],
            module,
            imports,
            units.slice(index + 1),
          ),
        ],
  ),
])

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'vitest'],
  options: { typeAware: true },
  categories: { correctness: 'error', suspicious: 'error' },
  rules: {
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-default-export': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'react/rules-of-hooks': 'error',
    // Sequential requests are common here.
    'no-await-in-loop': 'off',
    // Workers and ports take no target origin. No code posts to a window.
    'unicorn/require-post-message-target-origin': 'off',
    // fast-check's documentation uses `fc.property`.
    'import/no-named-as-default-member': 'off',
    // Roles (grid, tree, status) are the tested interface. Their HTML elements often have unwanted behaviour.
    'jsx-a11y/prefer-tag-over-role': 'off',
    // Scrollable regions without controls are focusable, so that the keyboard can scroll them.
    'jsx-a11y/no-noninteractive-tabindex': 'off',
    // Treats cells as controls. axe checks the real page.
    'jsx-a11y/control-has-associated-label': 'off',
    'import/no-unassigned-import': ['error', { allow: ['**/*.css'] }],
    // The automatic JSX runtime does not need `React` in scope.
    'react/react-in-jsx-scope': 'off',
    // Effects return a cleanup function only on some paths. TypeScript checks the rest.
    'typescript/consistent-return': 'off',
    'react/exhaustive-deps': 'error',
  },
  overrides: [
    ...boundaries,
    {
      files: ['*.config.ts', '**/*.config.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
  ],
})

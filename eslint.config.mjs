import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const frameworks = ['@nestjs/*', 'typeorm', 'pg', 'kafkajs', 'class-*'];

/** Who may import whom. A service reaches libs only; the kernel reaches nothing. */
export const depConstraints = [
  {
    sourceTag: 'type:service',
    // Of the console only the gateway knows: it hands its files on.
    onlyDependOnLibsWithTags: [
      'type:platform',
      'type:console',
      'type:testing',
      'type:contracts',
      'type:kernel',
    ],
  },
  {
    sourceTag: 'type:platform',
    onlyDependOnLibsWithTags: ['type:platform', 'type:testing', 'type:contracts', 'type:kernel'],
  },
  {
    sourceTag: 'type:cli',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:kernel', 'type:testing', 'type:chaos'],
  },
  { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['type:kernel', 'type:testing'] },
  // It measures the platform's libraries beside the raw limits; services only from outside.
  {
    sourceTag: 'type:bench',
    onlyDependOnLibsWithTags: ['type:platform', 'type:testing', 'type:contracts', 'type:kernel'],
  },
  // It decides by the rules of every service, through what each says of its life (`allow` below), and records by the platform.
  {
    sourceTag: 'type:simulation',
    onlyDependOnLibsWithTags: [
      ...['type:service', 'type:tool', 'type:platform', 'type:testing', 'type:contracts', 'type:kernel'],
    ],
  },
  // Runs the real libraries in processes of its own, and kills them.
  { sourceTag: 'type:chaos', onlyDependOnLibsWithTags: ['type:platform', 'type:testing', 'type:kernel'] },
  // It stands outside, as an integrator does.
  { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['type:kernel', 'type:testing'] },
  // It runs in browsers and speaks HTTP; what the services are made of is none of its business.
  { sourceTag: 'type:console', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:kernel'] },
  {
    sourceTag: 'type:contracts',
    onlyDependOnLibsWithTags: ['type:kernel'],
    bannedExternalImports: frameworks,
  },
  { sourceTag: 'type:kernel', onlyDependOnLibsWithTags: [], bannedExternalImports: frameworks },
];

/** Rules of the domain are pure: what they need is handed in. */
const PURE = ['**/*.decider.ts', '**/*.policy.ts', '**/*.projection.ts'];
const impureImports = [
  ...['@nestjs/*', 'typeorm', 'pg', 'kafkajs', 'node:*'].map((group) => ({
    group: [group],
    message: 'A decider, policy or projection is a pure function: no framework, no I/O.',
  })),
];
const testingOutsideSpecs = {
  group: ['@jejak/testing', '@jejak/neighbour'],
  message: '@jejak/testing and @jejak/neighbour are for specs and tests.',
};

/** Who may import whom, and what a pure rule may not touch; `libs/testing/boundaries` breaks each on purpose. */
export const boundaries = [
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { enforceBuildableLibDependency: true, allow: [], depConstraints },
      ],
      'no-restricted-imports': ['error', { patterns: [testingOutsideSpecs] }],
    },
  },
  {
    // Applications are imported by nobody, except for this: an entry point with nothing in it but rules, and the launcher.
    files: ['libs/simulation/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: true,
          allow: ['^@jejak/[a-z]+/life$', '^@jejak/embedded$'],
          depConstraints,
        },
      ],
    },
  },
  {
    files: PURE,
    rules: {
      'no-restricted-imports': ['error', { patterns: [...impureImports, testingOutsideSpecs] }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: 'Time is handed in.',
        },
        {
          selector: "NewExpression[callee.name='Date']",
          message: 'Time is handed in; use the calendar of the kernel.',
        },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: 'Chance is handed in.',
        },
      ],
    },
  },
  {
    // What tries and measures the product is part of a development tree, as tests are.
    files: [
      ...['**/*.spec.ts', '**/test/**/*.ts'],
      ...['libs/bench/**/*.ts', 'libs/chaos/**/*.ts', 'libs/neighbour/**/*.ts'],
    ],
    rules: { 'no-restricted-imports': 'off' },
  },
];

export default tseslint.config(
  { ignores: ['**/dist', '**/coverage', '**/node_modules', '**/*.cjs', '**/*.mjs', '.jejak'] },
  ...tseslint.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  ...boundaries,
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', '**/test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  prettier,
);

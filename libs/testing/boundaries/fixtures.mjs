/**
 * Code that breaks each boundary on purpose: where it would stand, and what must be said of it. `caught: false` is the
 * same code where it is allowed, so that a rule that refuses everything is caught too.
 */
const boundary = '@nx/enforce-module-boundaries';
const restricted = 'no-restricted-imports';
const syntax = 'no-restricted-syntax';

export const fixtures = [
  {
    name: 'a service imports another service',
    place: 'services/recruitment/src/fixture.ts',
    code: "import '@jejak/career';",
    rule: boundary,
  },
  {
    name: 'a service reaches into another by a relative path',
    place: 'services/recruitment/src/fixture.ts',
    code: "import '../../career/src/main';",
    rule: boundary,
  },
  {
    name: 'a platform library imports a service',
    place: 'libs/http/src/fixture.ts',
    code: "import '@jejak/audit';",
    rule: boundary,
  },
  {
    name: 'the command line reaches past the public API',
    place: 'libs/cli/src/fixture.ts',
    code: "import '@jejak/event-store';",
    rule: boundary,
  },
  {
    name: 'the embedded runtime imports the platform',
    place: 'deploy/embedded/src/fixture.ts',
    code: "import '@jejak/http';",
    rule: boundary,
  },
  {
    name: 'a service reads what another says of its life',
    place: 'services/recruitment/src/fixture.ts',
    code: "import '@jejak/career/life';",
    rule: boundary,
  },
  {
    name: 'the simulation reaches past what a service says of its life',
    place: 'libs/simulation/src/fixture.ts',
    code: "import '@jejak/career';",
    rule: boundary,
  },
  {
    name: 'the simulation decides by what a service says of its life',
    place: 'libs/simulation/src/fixture.ts',
    code: "import '@jejak/career/life';",
    rule: boundary,
    caught: false,
  },
  {
    name: 'a bench imports a service',
    place: 'libs/bench/src/fixture.ts',
    code: "import '@jejak/recruitment';",
    rule: boundary,
  },
  {
    name: 'the platform imports the chaos test',
    place: 'libs/http/src/fixture.ts',
    code: "import '@jejak/chaos';",
    rule: boundary,
  },
  {
    name: 'testing imports the platform',
    place: 'libs/testing/src/fixture.ts',
    code: "import '@jejak/event-store';",
    rule: boundary,
  },
  {
    name: 'a contract imports the platform',
    place: 'libs/contracts/src/fixture.ts',
    code: "import '@jejak/messaging';",
    rule: boundary,
  },
  {
    name: 'a contract imports a framework',
    place: 'libs/contracts/src/fixture.ts',
    code: "import '@nestjs/common';",
    rule: boundary,
  },
  {
    name: 'the kernel imports another library',
    place: 'libs/kernel/src/fixture.ts',
    code: "import '@jejak/contracts/career';",
    rule: boundary,
  },
  {
    name: 'the kernel imports a framework',
    place: 'libs/kernel/src/fixture.ts',
    code: "import 'typeorm';",
    rule: boundary,
  },
  ...['@nestjs/common', 'typeorm', 'pg', 'kafkajs', 'node:fs'].flatMap((module) =>
    ['decider', 'policy', 'projection'].map((role) => ({
      name: `a ${role} imports ${module}`,
      place: `services/career/src/fixture.${role}.ts`,
      code: `import '${module}';`,
      rule: restricted,
    })),
  ),
  {
    name: 'a decider reads the clock',
    place: 'services/career/src/fixture.decider.ts',
    code: 'export const now = Date.now();',
    rule: syntax,
  },
  {
    name: 'a decider makes a date',
    place: 'services/career/src/fixture.decider.ts',
    code: 'export const now = new Date();',
    rule: syntax,
  },
  {
    name: 'a decider throws dice',
    place: 'services/career/src/fixture.decider.ts',
    code: 'export const chance = Math.random();',
    rule: syntax,
  },
  {
    name: 'testing is used outside a test',
    place: 'services/career/src/fixture.ts',
    code: "import '@jejak/testing';",
    rule: restricted,
  },
  {
    name: 'a neighbour is told of outside a test',
    place: 'services/career/src/fixture.ts',
    code: "import '@jejak/neighbour';",
    rule: restricted,
  },
  {
    name: 'a service imports libraries',
    place: 'services/career/src/fixture.ts',
    code: "import '@jejak/kernel';\nimport '@jejak/event-store';\nimport 'node:fs';",
    caught: false,
  },
  {
    name: 'a spec uses testing',
    place: 'services/career/src/fixture.spec.ts',
    code: "import '@jejak/testing';",
    caught: false,
  },
];

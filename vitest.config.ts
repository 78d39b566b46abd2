import { defineConfig } from 'vitest/config';

const realProcesses = [
  'test/cli/**/*.test.ts',
  'test/e2e/**/*.test.ts',
  'test/lab/{adapters,database,keeper,network,process}/**/*.test.ts',
  'test/pipelines/{comment,gate}.test.ts',
];

// What kills, cuts and waits for long has a command of its own: npm run test:long.
const long = [
  'test/e2e/**/*.test.ts',
  'test/lab/adapters/**/*.test.ts',
  'test/cli/{apply,completion,daemon,faults,lever,lint,output,plan,schedule,watch}.test.ts',
  'test/lab/database/{left-behind,multi-az}.test.ts',
  'test/lab/keeper/{auto-scaling,faults,lab-lifecycle,overload}.test.ts',
  'test/pipelines/{comment,gate}.test.ts',
];
// Uses every core by itself.
const simulation = ['test/simulation/short-form.test.ts'];
const crashes = ['test/core/protocol/crash-sweep-*.test.ts', 'test/simulation/mutants-on-record.test.ts'];
// Every change of clocks in five years, in every zone.
const tries = ['test/core/schedule/any-occurrences.test.ts'];
// Against emulators that others wrote: npm run test:aws.
const aws = ['test/aws/**/*.test.ts'];
// On what is deployed: npm run test:package.
const packaged = ['test/package/**/*.test.ts'];
const alone = ['test/e2e/npm-start.test.ts', 'test/lab/keeper/overload.test.ts'];

export default defineConfig({
  test: {
    setupFiles: process.env.CI ? ['test/support/seeded.ts'] : [],
    testTimeout: 60_000,
    // A lab has a database to make first.
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['core/**/*.ts'],
      reporter: ['text-summary'],
      thresholds: { statements: 98, branches: 96, functions: 98, lines: 99 },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'values',
          include: ['test/**/*.test.ts'],
          exclude: [...realProcesses, ...simulation, ...crashes, ...tries, ...aws, ...packaged],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'simulation', include: simulation, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
      {
        // Labs run many times as fast as AWS: what computes hard beside them would look like an outage. One that does so
        // now and then is tried once more; what is really broken fails twice.
        extends: true,
        test: {
          name: 'processes',
          include: realProcesses,
          exclude: long,
          maxWorkers: 2,
          retry: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: [...long, ...crashes, ...tries],
          exclude: alone,
          maxWorkers: 2,
          retry: 1,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: 'aws',
          include: aws,
          globalSetup: 'test/aws/support/emulators.ts',
          // They wait more than they compute.
          maxWorkers: 4,
          sequence: { groupOrder: 5 },
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          include: packaged,
          globalSetup: 'test/package/global-setup.ts',
          maxWorkers: 2,
          sequence: { groupOrder: 6 },
        },
      },
      {
        // What a newcomer sees, on a machine that has nothing else to do.
        extends: true,
        test: { name: 'alone', include: alone, maxWorkers: 1, sequence: { groupOrder: 4 } },
      },
    ],
  },
});

import { availableParallelism } from 'node:os';
import { missingServers } from './test/runner/servers.js';

// Pages and mails are made by React's production build, as in the service; the other one takes nine times as long.
process.env.NODE_ENV = 'production';

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  injectGlobals: false,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '<rootDir>/test/runner/transform.js',
      { jsc: { target: 'es2023', transform: { react: { runtime: 'automatic' } } } },
    ],
  },
  // x.redis.test.ts needs a redis-server, x.browser.test.ts a Chromium: left out, and told, where they are missing.
  testPathIgnorePatterns: [
    '/node_modules/',
    ...missingServers().map(({ suffix }) => `\\.${suffix}\\.(.+\\.)?test\\.tsx?$`),
  ],
  reporters: [
    'default',
    ['<rootDir>/test/runner/not-run-reporter.js', { rootDir: import.meta.dirname }],
  ],
  // Within Jest a module reaches each global through a slow look-up; the stemmers ask for these millions of times.
  sandboxInjectedGlobals: ['Object', 'Array', 'Math', 'String'],
  testSequencer: '<rootDir>/test/runner/slow-first.js',
  globalSetup: '<rootDir>/test/runner/build.js',
  testTimeout: 120_000,
  // The suites that start the program mostly wait, so one more worker than there are cores pays.
  maxWorkers: availableParallelism() + 1,
};

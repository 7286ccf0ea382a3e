import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Real browsers on two cores: one file after the other, and time for a slow start. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['tests/e2e/**/*.test.ts'],
    globalSetup: 'tests/e2e/build-extensions.ts',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});

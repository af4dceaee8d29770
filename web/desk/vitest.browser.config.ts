import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [process.env.SCREENS ? 'browser/screens.ts' : 'browser/**/*.browser.ts'],
    globalSetup: 'browser/node.ts',
    fileParallelism: false,
    // One after the other in one process: what each needs is read once.
    isolate: false,
    testTimeout: 60_000,
    // As long as a page is given for anything else; what stands at once costs nothing.
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 60_000,
  },
})

import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** The node that the development server asks; `fake` answers from browser/fake.ts. */
const node = process.env.SHUYUAN_URL ?? 'http://localhost:8080'

const fakeNode: Plugin = {
  name: 'fake-node',
  async configureServer(server) {
    const { answerFake } = await import('./browser/fake.ts')
    server.middlewares.use(answerFake())
  },
}

export default defineConfig({
  plugins: [vue(), ...(node === 'fake' ? [fakeNode] : [])],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  // Windows 7 stops at Chrome 109; the browsers that bureaus are given are often years behind that.
  build: { target: ['chrome87', 'firefox78', 'safari14'], modulePreload: { polyfill: false } },
  server: node === 'fake' ? {} : { proxy: { '/api': node } },
  test: { include: ['src/**/*.test.ts'] },
})

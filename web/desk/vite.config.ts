import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** The node that the development server asks. */
const node = process.env.SHUYUAN_URL ?? 'http://localhost:8080'

export default defineConfig({
  plugins: [vue()],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  // Windows 7 stops at Chrome 109; the browsers that bureaus are given are often years behind that.
  build: { target: ['chrome87', 'firefox78', 'safari14'], modulePreload: { polyfill: false } },
  server: { proxy: { '/api': node } },
  test: { include: ['src/**/*.test.ts'] },
})

// Opens the desk in Chromium as a phone with a slow processor does: first-page.mjs ADDRESS TOKEN CHROMIUM WEB ROUNDS SLOWER
import { createRequire } from 'node:module'

const [address, token, executablePath, web, rounds, slower] = process.argv.slice(2)
const { chromium } = createRequire(`${web}/`)('playwright-core')
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, locale: 'zh-CN' })
await context.addCookies([{ name: 'shuyuan_session', value: token, url: address }])

/**
 * Milliseconds until the page's heading and its first links stand, noted by the page itself as it asks nothing of whoever watches,
 * and the layout shift of the whole visit.
 */
async function open(path) {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: Number(slower) })
  await page.addInitScript(() => {
    window.shift = 0
    new MutationObserver((_, watcher) => {
      if (!document.querySelector('main h1') || document.querySelectorAll('main a').length < 2) return
      window.took = performance.now()
      watcher.disconnect()
    }).observe(document, { childList: true, subtree: true })
    new PerformanceObserver((list) => {
      for (const each of list.getEntries()) if (!each.hadRecentInput) window.shift += each.value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(address + path, { waitUntil: 'commit' })
  await page.waitForFunction(() => window.took, undefined, { polling: 500 })
  await page.waitForLoadState('networkidle')
  const found = await page.evaluate(() => ({ took: window.took, shift: window.shift }))
  await page.close()
  return found
}

for (const path of ['/', '/registers/entry']) {
  await open(path) // the first visit fills the cache
  for (let i = 0; i < Number(rounds); i++) {
    const { took, shift } = await open(path)
    console.log(['PAGE', path, took.toFixed(0), shift.toFixed(4)].join(' '))
  }
}
await browser.close()

import { describe, it } from 'vitest'
import { expectNoSidewaysScroll, PHONE, visit, withBrowser } from './visit.ts'
import { unfold, walk } from './walk.ts'

describe('with text made twice as large in the browser', () => {
  withBrowser('--blink-settings=defaultFontSize=32')

  for (const [device, size] of Object.entries({ desk: { width: 1280, height: 800 }, phone: PHONE })) {
    it(`nothing has to be pulled sideways: ${device}`, async () => {
      const person = await visit(size)
      await person.signIn('wu.yuanzhou')
      await walk(person, async () => {
        await unfold(person)
        await expectNoSidewaysScroll(person.page)
      })
    }, 120_000)
  }
})

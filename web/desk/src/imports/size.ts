/** A number of bytes in the unit that fits, to be put into the text of that unit. */
export function sized(bytes: number): { unit: 'kilo' | 'mega' | 'giga'; amount: string } {
  const units = [
    ['giga', 2 ** 30],
    ['mega', 2 ** 20],
    ['kilo', 2 ** 10],
  ] as const
  const [unit, size] = units.find(([, each]) => bytes >= each) ?? units[2]
  const amount = bytes / size
  return { unit, amount: amount >= 100 ? String(Math.round(amount)) : String(Math.ceil(amount * 10) / 10) }
}

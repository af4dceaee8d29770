import type { RegisterEntry } from '@shuyuan/shared/api'

export interface Pack {
  id: string
  label: string
  registers: RegisterEntry[]
}

/** By pack, in the order that the node gives them. */
export function grouped(registers: RegisterEntry[]): Pack[] {
  const packs = new Map<string, Pack>()
  for (const register of registers) {
    const pack = packs.get(register.pack)
    if (pack) pack.registers.push(register)
    else packs.set(register.pack, { id: register.pack, label: register.packLabel, registers: [register] })
  }
  return [...packs.values()]
}

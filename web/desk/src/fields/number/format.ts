/** `12,345.50`; numbers that are too long for JavaScript arrive as text and stay exact. */
export function grouped(value: unknown): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(String(value))
  if (!match) return String(value)
  const [, sign, whole = '', fraction = ''] = match
  return `${sign === '-' ? '−' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction}`
}

/** Yuan and fen: `¥1,200.00`. */
export function yuan(value: unknown): string {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(String(value))
  if (!match) return String(value)
  const [, sign, whole = '', fen = ''] = match
  return `${sign ? '−' : ''}¥${grouped(`${whole}.${fen.padEnd(2, '0')}`)}`
}

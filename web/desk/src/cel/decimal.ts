/** An exact number: so many units of its last digit. JavaScript's own numbers lose digits of amounts and of long whole numbers. */
export class Decimal {
  private constructor(
    private readonly units: bigint,
    private readonly scale: number,
  ) {}

  /** Undefined if the text is no number in digits. */
  static of(text: string): Decimal | undefined {
    const parts = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text)
    if (!parts) return undefined
    const [, sign, whole = '', fraction = ''] = parts
    const units = BigInt(whole + fraction)
    return new Decimal(sign === '-' ? -units : units, fraction.length)
  }

  static whole(number: number): Decimal {
    return new Decimal(BigInt(number), 0)
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale)
    return new Decimal(this.at(scale) + other.at(scale), scale)
  }

  minus(other: Decimal): Decimal {
    return this.plus(new Decimal(-other.units, other.scale))
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.units * other.units, this.scale + other.scale)
  }

  /** Negative, zero or positive. */
  compare(other: Decimal): number {
    const scale = Math.max(this.scale, other.scale)
    const [mine, its] = [this.at(scale), other.at(scale)]
    return mine < its ? -1 : mine > its ? 1 : 0
  }

  /** The number, rounded where it is too long for one of JavaScript's. */
  toNumber(): number {
    return Number(this.units) / 10 ** this.scale
  }

  private at(scale: number): bigint {
    return this.units * 10n ** BigInt(scale - this.scale)
  }
}

import metadata from 'libphonenumber-js/min/metadata'

/**
 * A whole phone number: the country's calling code, and the national number without trunk prefix. If that lacks its area code,
 * the calling code has it.
 */
export type WholeNumber = { readonly callingCode: string; readonly national: string }

/** How the numbers of one country are built and dialled, from the tables of Google's libphonenumber. */
type NumberingPlan = {
  readonly callingCode: string
  /** What is dialled before a calling code to call abroad from there. */
  readonly exitCode: RegExp
  /** The numbers in use, without those reserved for films and examples. */
  readonly valid: RegExp
  /** Possible numbers of digits of a national number. */
  readonly lengths: ReadonlySet<number>
  /** The trunk prefix and carrier codes in front of a national number; null without any. */
  readonly trunkPrefix: RegExp | null
  /** What replaces the match of `trunkPrefix`: Argentina's "0 11 15" becomes "9 11". Null to remove it. */
  readonly replacement: string | null
}

/** Positions of a country's properties in the tables. `phone-oracle.test.ts` would notice if a new version moved them. */
const index = {
  callingCode: 0,
  exitCode: 1,
  valid: 2,
  lengths: 3,
  nationalPrefix: 5,
  trunkPrefix: 7,
  replacement: 8,
} as const

/** Max digits of a whole number, calling code included (E.164). */
export const maxDigits = 15

/** Trunk prefixes that are no longer dialled, but still written: Mexico's, until 2019, and Chile's, until 2016. */
const oldTrunkPrefixes: Record<string, RegExp> = {
  '52': /^(?:01|04[45]|1)(?=\d{10}$)/,
  '56': /^0(?=[2-9]\d{8}$)/,
}

/** Mobile numbers of more than eight digits that are dialled without area code: Brazil's, and those of Buenos Aires after 15. */
const dialledInArea = [
  { pattern: /^(9\d{8})$/, callingCodes: Array.from({ length: 89 }, (_, i) => `55${11 + i}`) },
  { pattern: /^15(\d{8})$/, callingCodes: ['5411', '54911'] },
]

/** Mobile numbers with an optional digit: Mexico, Argentina (WhatsApp includes it), Brazil (old numbers lack it). */
const optionalDigits = [
  { long: /^521(\d{10})$/, short: /^52(\d{10})$/, toLong: '521$1', toShort: '52$1' },
  { long: /^549(\d{10})$/, short: /^54(\d{10})$/, toLong: '549$1', toShort: '54$1' },
  { long: /^55(\d{2})9(\d{8})$/, short: /^55(\d{2})([6-9]\d{7})$/, toLong: '55$19$2', toShort: '55$1$2' },
]

/** All numbers that these digits may be when dialled within one of the world's countries. */
export function dialledInland(digits: string): WholeNumber[] {
  const local = dialledInArea.flatMap(({ pattern, callingCodes }) => {
    const national = pattern.exec(digits)?.[1]
    return national === undefined ? [] : callingCodes.map((callingCode) => ({ callingCode, national }))
  })
  return [...plans().flatMap((plan) => nationalNumbers(plan, digits)), ...local]
}

/** The numbers that these digits are when they start with a calling code; none if they are too few or too many. */
export function dialledWithCallingCode(digits: string): WholeNumber[] {
  return plansOf(digits).flatMap((plan) => nationalNumbers(plan, digits.slice(plan.callingCode.length)))
}

/** The numbers in use in the countries with this calling code that these digits may be when dialled there. */
export function dialledInCountry(callingCode: string, digits: string): WholeNumber[] {
  const plansThere = plansByCode().get(callingCode) ?? []
  return plansThere.flatMap((plan) => nationalNumbers(plan, digits)).filter(isInUse)
}

/** Fewer digits in front are a trunk prefix alone, or may be part of the number. */
const minCarrierCodeLength = 4

/** The numbers in use that these digits are after a carrier code, with or without a trunk prefix: China's 17909, Colombia’s 0456. */
export function dialledWithCarrierCode(digits: string): WholeNumber[] {
  return plans()
    .flatMap((plan) => {
      const stripped = withoutTrunkPrefix(digits, plan)
      return digits.length - stripped.length < minCarrierCodeLength ? [] : nationalNumbers(plan, stripped)
    })
    .filter(isInUse)
}

/** Whether a country has such numbers; others have the right number of digits only. */
export function isInUse({ callingCode, national }: WholeNumber): boolean {
  return (
    plansByCode()
      .get(callingCode)
      ?.some(({ valid }) => valid.test(national)) ?? false
  )
}

export const isCallingCode = (digits: string): boolean => plansByCode().has(digits)

/** The exit codes of all countries, as patterns for the start of a number. */
export const exitCodesInUse = (): readonly RegExp[] => (cachedExitCodes ??= parseExitCodes())

let cachedExitCodes: readonly RegExp[] | null = null

function parseExitCodes(): RegExp[] {
  return [...new Map(plans().map(({ exitCode }) => [exitCode.source, exitCode])).values()]
}

/** Whether the digits have more in front than a trunk prefix of one digit: a carrier code or a prefix for mobile phones. */
export function hasLongPrefix(digits: string): boolean {
  return plans().some((plan) =>
    nationalNumbers(plan, digits).some(({ national }) => national.length < digits.length - 1),
  )
}

/** The other form of a number whose country has an optional digit, with its calling code; null for most numbers. */
export function alternateForm(digits: string): string | null {
  for (const { long, short, toLong, toShort } of optionalDigits) {
    if (long.test(digits)) return digits.replace(long, toShort)
    if (short.test(digits)) return digits.replace(short, toLong)
  }
  return null
}

function nationalNumbers(plan: NumberingPlan, digits: string): WholeNumber[] {
  const { callingCode, lengths } = plan
  const oldPrefix = oldTrunkPrefixes[callingCode]
  const stripped = withoutTrunkPrefix(digits, plan)
  const candidates = new Set([
    // No national number starts with the zero that is its country's trunk prefix.
    ...(stripped !== digits && digits.startsWith('0') ? [] : [digits]),
    // A longer one has got an area code: the digits were a local number.
    ...(stripped.length <= digits.length ? [stripped] : []),
    ...(oldPrefix === undefined ? [] : [digits.replace(oldPrefix, '')]),
  ])
  const numbers = [...candidates].filter(
    ({ length }) => lengths.has(length) && callingCode.length + length <= maxDigits,
  )
  const alternates = numbers
    .filter((national) => plan.valid.test(national))
    .flatMap((national) => alternateForm(callingCode + national) ?? [])
  return [...numbers, ...alternates.map((each) => each.slice(callingCode.length))].map((national) => ({
    callingCode,
    national,
  }))
}

/** As libphonenumber does it: the replacement applies if the last group matched. */
function withoutTrunkPrefix(digits: string, { trunkPrefix, replacement }: NumberingPlan): string {
  const match = trunkPrefix?.exec(digits)
  if (!trunkPrefix || !match) return digits
  const hasLastGroup = match.length > 1 && Boolean(match.at(-1))
  return replacement !== null && hasLastGroup
    ? digits.replace(trunkPrefix, replacement)
    : digits.slice(match[0].length)
}

function plansOf(digits: string): readonly NumberingPlan[] {
  for (let length = 1; length <= 3; length++) {
    const found = plansByCode().get(digits.slice(0, length))
    if (found) return found
  }
  return []
}

let cached: readonly NumberingPlan[] | null = null
const plans = () => (cached ??= parsePlans())

let cachedByCode: ReadonlyMap<string, NumberingPlan[]> | null = null
const plansByCode = () => (cachedByCode ??= Map.groupBy(plans(), ({ callingCode }) => callingCode))

function parsePlans(): NumberingPlan[] {
  return [...Object.values(metadata.countries), ...Object.values(metadata.nonGeographic)].map((table) => {
    const property = (name: keyof typeof index): unknown => table[index[name]]
    const lengths = property('lengths')
    const trunkPrefix = property('trunkPrefix') || property('nationalPrefix')
    return {
      callingCode: String(property('callingCode')),
      exitCode: new RegExp(`^(?:${String(property('exitCode'))})`),
      valid: new RegExp(`^(?:${String(property('valid'))})$`),
      lengths: new Set(Array.isArray(lengths) ? lengths.map(Number) : []),
      trunkPrefix: typeof trunkPrefix === 'string' ? new RegExp(`^(?:${trunkPrefix})`) : null,
      replacement: textOrNull(property('replacement')),
    }
  })
}

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null)

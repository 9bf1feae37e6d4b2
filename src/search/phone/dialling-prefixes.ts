import {
  dialledInCountry,
  dialledInland,
  dialledWithCallingCode,
  dialledWithCarrierCode,
  exitCodesInUse,
  isCallingCode,
  isInUse,
  maxDigits,
  type WholeNumber,
} from './numbering-plans.ts'

/**
 * Exit codes in front of a calling code: most countries, North America, Australia, Japan, Russia, Cuba, and Brazil's with a
 * carrier. Rarer ones start like national numbers.
 */
const commonExitCodes = [
  /^00/,
  /^011/,
  /^0011/,
  /^010/,
  /^810/,
  /^119/,
  /^00(?:1[245]|2[1-35]|31|4[13])/,
  // Indians write 091, as if they had dialled a trunk prefix.
  /^0(?=91[6-9]\d{9}$)/,
] as const

/**
 * Codes of digits that hide or show the caller's own number: in the United Kingdom, Ireland, Japan, Australia, New Zealand,
 * France, and on North American dial phones. Left out are Spain's 067 and Hong Kong's 133: Austria's and China's mobile
 * numbers start with them.
 */
const callerIdCodes = [
  { callingCode: '44', code: /^(?:1470|141)(?=0)/ },
  { callingCode: '353', code: /^14[12](?=0)/ },
  { callingCode: '81', code: /^18[46](?=0)/ },
  { callingCode: '61', code: /^183[12](?=0)/ },
  { callingCode: '64', code: /^019[67](?=0)/ },
  { callingCode: '33', code: /^3651(?=0)/ },
  { callingCode: '1', code: /^11(?:67|82)(?=1?[2-9])/ },
] as const

/** Fewer digits, a rare exit code included, may be something else. */
const minDigitsWithExitCode = 12

/**
 * The whole numbers that a typed number without a plus is after what only callers dial: an exit code, a code that hides or
 * shows their own number, or a long carrier code. What follows is a whole number, since other countries' numbers start alike.
 */
export function dialledWithPrefix(typed: string): WholeNumber[] {
  const [first = '', ...others] = typed.split(/\D+/).filter((group) => group !== '')
  const rest = others.join('')
  const digits = first + rest
  const separate = [...afterSeparateExitCode(first, rest), ...afterSeparateCallerIdCode(first, rest)]
  if (separate.length > 0) return separate
  const common = commonExitCodes
    .filter((exitCode) => exitCode.test(digits))
    .flatMap((exitCode) => dialledWithCallingCode(digits.replace(exitCode, '')))
  if (common.length > 0 || isNumberItself(digits)) return common
  return [
    ...(digits.length < minDigitsWithExitCode ? [] : exitCodesInUse()).flatMap((exitCode) =>
      exitCode.test(digits) ? numbersAbroad(digits.replace(exitCode, '')) : [],
    ),
    ...callerIdCodes.flatMap(({ code, callingCode }) =>
      code.test(digits) ? afterCallerIdCode(callingCode, digits.replace(code, '')) : [],
    ),
    ...dialledWithCarrierCode(digits),
  ]
}

/** "009 44 7700 900123": a first group that is an exit code, but not "001", which is 00 and a calling code. */
function afterSeparateExitCode(first: string, rest: string): WholeNumber[] {
  const isExitCode = exitCodesInUse().some((exitCode) => exitCode.exec(first)?.[0] === first)
  if (!isExitCode || isCallingCode(first.replace(/^00/, ''))) return []
  return first.startsWith('00') || !isNumberItself(first + rest) ? numbersAbroad(rest) : []
}

function afterSeparateCallerIdCode(first: string, rest: string): WholeNumber[] {
  return callerIdCodes.flatMap(({ code, callingCode }) =>
    code.exec(first + rest)?.[0] === first ? afterCallerIdCode(callingCode, rest) : [],
  )
}

const afterCallerIdCode = (callingCode: string, rest: string): WholeNumber[] => [
  ...dialledInCountry(callingCode, rest),
  ...dialledWithPrefix(rest),
]

const numbersAbroad = (digits: string): WholeNumber[] => dialledWithCallingCode(digits).filter(isInUse)

/** Whether the digits are a number in use without any prefix but a trunk prefix. No country's own numbers start with 00. */
function isNumberItself(digits: string): boolean {
  if (digits.startsWith('00') || digits.length > maxDigits) return false
  return [...dialledInland(digits), ...dialledWithCallingCode(digits)].some(isInUse)
}

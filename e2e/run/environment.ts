const settings =
  /^(TWILIO_|EMULATOR_|ACCESS|OIDC_|(HOST|PORT|PUBLIC_URL|TRUSTED_PROXIES|LOG_LEVEL|NODE_ENV)$)/

/**
 * The environment tests run in: this machine's own, without any setting of the product, and with `.env` unread
 * (`src/server/start.ts` honours FLOWDESK_NO_ENV_FILE). So no test ever meets a real account.
 */
export function testEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !settings.test(name))
  return { ...Object.fromEntries(kept), FLOWDESK_NO_ENV_FILE: '1' }
}

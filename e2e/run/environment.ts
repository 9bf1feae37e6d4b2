const settings =
  /^(TWILIO_|EMULATOR_|ACCESS|SESSION_(KEYS|IDLE_MINUTES|HOURS)$|OIDC_|(HOST|PORT|PUBLIC_URL|TRUSTED_PROXIES|UPSTREAM_AT_ONCE|MASK|METRICS_TOKEN|LOG_LEVEL|NODE_ENV)$)/

/**
 * The environment tests run in: this machine's own, without any setting of the product, and with `.env` unread
 * (`src/server/start.ts` reads the file `ENV_FILE` names, and none when it is empty). So no test ever meets a real account.
 */
export function testEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !settings.test(name))
  return { ...Object.fromEntries(kept), ENV_FILE: '' }
}

const settingPattern =
  /^(TWILIO_|EMULATOR_|ACCESS|SESSION_(KEYS|IDLE_MINUTES|HOURS)$|SESSIONS_ENDED$|OIDC_|(HOST|PORT|PUBLIC_URL|TRUSTED_PROXIES|UPSTREAM_AT_ONCE|UPSTREAM_MAX_MB|UPSTREAM_MAX_SECONDS|SHARED_STATE_URL|MASK|MCP_MASK|METRICS_TOKEN|LOG_LEVEL|AUDIT_FAILURE|MAX_CONNECTIONS|NODE_ENV)$)/

/**
 * The environment of tests: the given one without Flowdesk's settings, and with an empty `ENV_FILE`, so that
 * `src/server/start.ts` reads no `.env`. This keeps tests away from real accounts.
 */
export function testEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const remaining = Object.entries(env).filter(([name]) => !settingPattern.test(name))
  return { ...Object.fromEntries(remaining), ENV_FILE: '' }
}

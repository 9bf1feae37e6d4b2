/** A server that has not been heard of for this long is gone, and its slots are free again. */
export const leaseMs = 3000

/**
 * Divides the slots between the servers, in one step. The hash has a field for each server, with its lease, what it holds
 * and what it wants, and the state of the breaker.
 *
 * Each server's part is equal to the others', and what one does not want goes to those that want more; the ones that get the
 * remainder change each second. It may take its part as soon as the slots are free. During a block no request may start; after
 * it, one server may send the probe until that has got through. For two seconds after the hash was created (the store was
 * empty), no server takes more than its share: some servers may not have reported what they hold.
 *
 * `KEYS`: the hash. `ARGV`: server, limit, share, held, wanted, lease in milliseconds; then, where the breaker has changed,
 * whether it is healthy (1 or 0), for how many milliseconds requests are blocked, and the number of 429s.
 * Returns allowed, servers, healthy (1 or 0), milliseconds of the block, number of 429s.
 */
export const slotsScript = `
local key, id = KEYS[1], ARGV[1]
local limit, share = tonumber(ARGV[2]), tonumber(ARGV[3])
local me = { id = id, held = tonumber(ARGV[4]), wanted = tonumber(ARGV[5]), part = 0 }
local lease = tonumber(ARGV[6])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local servers, state = { me }, {}
local heldByOthers = 0
local fields = redis.call('HGETALL', key)
for i = 1, #fields, 2 do
  local name, value = fields[i], fields[i + 1]
  local other = name:match('^server:(.+)$')
  if other == nil then
    state[name] = value
  elseif other ~= id then
    local expires, held, wanted = value:match('^(%d+) (%d+) (%d+)$')
    if tonumber(expires) <= now then
      redis.call('HDEL', key, name)
    else
      servers[#servers + 1] = { id = other, held = tonumber(held), wanted = tonumber(wanted), part = 0 }
      heldByOthers = heldByOthers + tonumber(held)
    end
  end
end

local since = tonumber(state.since or now)
local healthy = (state.healthy or '1') == '1'
local blockedUntil = tonumber(state.blockedUntil or 0)
local strikes = tonumber(state.strikes or 0)
local prober, probeExpires = (state.probe or ''):match('^(%S+) (%d+)$')
if prober ~= nil and tonumber(probeExpires) <= now then prober = nil end

if ARGV[7] == '0' then
  healthy = false
  blockedUntil = math.max(blockedUntil, now + tonumber(ARGV[8]))
  strikes = math.max(strikes, tonumber(ARGV[9]))
  prober = nil
elseif ARGV[7] == '1' and blockedUntil <= now then
  healthy = true
  strikes = 0
end
if healthy then prober = nil end

table.sort(servers, function(a, b) return a.id < b.id end)
local left, first, given = limit, math.floor(now / 1000), true
while left > 0 and given do
  given = false
  for i = 1, #servers do
    local server = servers[(first + i) % #servers + 1]
    if left > 0 and server.part < server.wanted then
      server.part = server.part + 1
      left = left - 1
      given = true
    end
  end
end

local free = math.max(0, limit - heldByOthers)
local allowed = math.min(me.part, free)
if now - since < 2000 then allowed = math.min(allowed, share) end
if blockedUntil > now then
  allowed = 0
elseif not healthy then
  if me.wanted == 0 and prober == id then prober = nil end
  if me.wanted > 0 and prober == nil then prober = id end
  allowed = prober == id and math.min(me.held + 1, free) or 0
end

redis.call('HSET', key,
  'server:' .. id, string.format('%d %d %d', now + lease, math.max(me.held, allowed), me.wanted),
  'since', string.format('%d', since),
  'healthy', healthy and '1' or '0',
  'blockedUntil', string.format('%d', blockedUntil),
  'strikes', tostring(strikes),
  'probe', prober and string.format('%s %d', prober, prober == id and now + lease or tonumber(probeExpires)) or '')
redis.call('PEXPIRE', key, 300000)
return { allowed, #servers, healthy and 1 or 0, math.max(0, blockedUntil - now), strikes }
`

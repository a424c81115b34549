-- Opens or renews leases.
-- KEYS[1]      sorted set of the people online, by the time their last lease ends (ms)
-- KEYS[i + 1]  sorted set of the leases of the i-th person, by the time they end (ms)
-- ARGV[1]      length of a lease (ms)
-- ARGV[2 * i], ARGV[2 * i + 1]  id of the i-th person, id of their connection
-- Returns the ids of those who were not online before.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lease = tonumber(ARGV[1])
local came = {}
for i = 1, #KEYS - 1 do
  local user = ARGV[2 * i]
  if not redis.call('ZSCORE', KEYS[1], user) then
    came[#came + 1] = user
  end
  redis.call('ZADD', KEYS[i + 1], now + lease, ARGV[2 * i + 1])
  redis.call('ZREMRANGEBYSCORE', KEYS[i + 1], '-inf', now)
  redis.call('PEXPIRE', KEYS[i + 1], 2 * lease)
  redis.call('ZADD', KEYS[1], 'GT', now + lease, user)
end
return came

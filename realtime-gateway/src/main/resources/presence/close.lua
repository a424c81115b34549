-- Ends leases. A person stays online for a grace, or for as long as their other leases last.
-- KEYS[1]      sorted set of the people online, by the time their last lease ends (ms)
-- KEYS[i + 1]  sorted set of the leases of the i-th person, by the time they end (ms)
-- ARGV[1]      grace (ms)
-- ARGV[2 * i], ARGV[2 * i + 1]  id of the i-th person, id of their connection; another connection's lease is never touched
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local grace = tonumber(ARGV[1])
for i = 1, #KEYS - 1 do
  redis.call('ZREM', KEYS[i + 1], ARGV[2 * i + 1])
  local ends = now + grace
  local last = redis.call('ZREVRANGE', KEYS[i + 1], 0, 0, 'WITHSCORES')
  if last[2] and tonumber(last[2]) > ends then
    ends = tonumber(last[2])
  end
  redis.call('ZADD', KEYS[1], 'XX', ends, ARGV[2 * i])
end
return 0

-- Ends one lease. The person stays online for a grace, or for as long as their other leases last.
-- KEYS[1]  sorted set of the people online, by the time their last lease ends (ms)
-- KEYS[2]  sorted set of the person's leases, by the time they end (ms)
-- ARGV[1]  grace (ms)
-- ARGV[2]  id of the person
-- ARGV[3]  id of the connection; another connection's lease is never touched
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREM', KEYS[2], ARGV[3])
local ends = now + tonumber(ARGV[1])
local last = redis.call('ZREVRANGE', KEYS[2], 0, 0, 'WITHSCORES')
if last[2] and tonumber(last[2]) > ends then
  ends = tonumber(last[2])
end
redis.call('ZADD', KEYS[1], 'XX', ends, ARGV[2])
return 0

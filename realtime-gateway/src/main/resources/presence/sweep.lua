-- Takes those off the list whose last lease has ended, and remembers when that was.
-- KEYS[1]  sorted set of the people online, by the time their last lease ends (ms)
-- KEYS[2]  sorted set of the people who went offline, by when they did (ms)
-- ARGV[1]  how many at most
-- ARGV[2]  for how long it is remembered (ms)
-- Returns their ids; each is returned to one caller only.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local gone = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])
for _, user in ipairs(gone) do
  redis.call('ZADD', KEYS[2], redis.call('ZSCORE', KEYS[1], user), user)
  redis.call('ZREM', KEYS[1], user)
end
local forgotten = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now - tonumber(ARGV[2]), 'LIMIT', 0, ARGV[1])
for _, user in ipairs(forgotten) do
  redis.call('ZREM', KEYS[2], user)
end
return gone

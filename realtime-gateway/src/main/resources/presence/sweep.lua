-- Takes those off the list whose last lease has ended.
-- KEYS[1]  sorted set of the people online, by the time their last lease ends (ms)
-- ARGV[1]  how many at most
-- Returns their ids; each is returned to one caller only.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local gone = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])
for _, user in ipairs(gone) do
  redis.call('ZREM', KEYS[1], user)
end
return gone

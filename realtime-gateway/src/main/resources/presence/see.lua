-- What is known of people.
-- KEYS[1]      sorted set of the people online, by the time their last lease ends (ms)
-- KEYS[2]      sorted set of the people who went offline, by when they did (ms)
-- KEYS[i + 2]  sorted set of the leases of the i-th person, by the time they end (ms)
-- ARGV[i]      id of the i-th person
-- Returns for each: 1 if they are online, else 0; how many leases they hold; when they went offline last (ms), 0 if unknown.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local seen = {}
for i = 1, #ARGV do
  seen[#seen + 1] = redis.call('ZSCORE', KEYS[1], ARGV[i]) and '1' or '0'
  seen[#seen + 1] = tostring(redis.call('ZCOUNT', KEYS[i + 2], '(' .. now, '+inf'))
  seen[#seen + 1] = redis.call('ZSCORE', KEYS[2], ARGV[i]) or '0'
end
return seen

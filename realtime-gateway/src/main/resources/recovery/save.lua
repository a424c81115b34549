-- Writes down where sockets are. KEYS: one of each. ARGV: for each its owner, its state, and for how many milliseconds;
-- 0 forgets it. What another socket has taken over is left alone.
for i, key in ipairs(KEYS) do
  local owner, state, millis = ARGV[3 * i - 2], ARGV[3 * i - 1], tonumber(ARGV[3 * i])
  local now = redis.call('HGET', key, 'owner')
  if not now or now == owner then
    if millis == 0 then
      redis.call('DEL', key)
    else
      redis.call('HSET', key, 'owner', owner, 'state', state)
      redis.call('PEXPIRE', key, millis)
    end
  end
end
return redis.status_reply('OK')

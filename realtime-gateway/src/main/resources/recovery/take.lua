-- Gives a state to another socket. KEYS: its key. ARGV: the new owner, and for how many milliseconds. Returns the state.
local state = redis.call('HGET', KEYS[1], 'state')
if state then
  redis.call('HSET', KEYS[1], 'owner', ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return state

-- Remembers how far into the log people have written. A position only grows.
-- KEYS[i]: the person's sorted set, member: topic and partition, score: offset
-- ARGV[1]: for how long it is kept, in ms; ARGV[2i], ARGV[2i+1]: score and member
for i = 1, #KEYS do
  redis.call('ZADD', KEYS[i], 'GT', ARGV[2 * i], ARGV[2 * i + 1])
  redis.call('PEXPIRE', KEYS[i], ARGV[1])
end
return #KEYS

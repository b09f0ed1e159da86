package dev.yatagarasu.cache.redis;

/** What has to happen in Redis at once. Each script touches one object, so that a cluster can run it. */
final class Scripts {
    /**
     * Keeps a head and what is known about it, with one life for all heads of the object. ARGV: head field, head, about
     * field, about, milliseconds, most fields. An object with more variants than that starts anew.
     */
    static final byte[] PUT = Names.ascii("""
            local kind = redis.call('TYPE', KEYS[1])['ok']
            if kind ~= 'hash' and kind ~= 'none' then redis.call('UNLINK', KEYS[1]) end
            if redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[6]) and redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then
              redis.call('UNLINK', KEYS[1])
            end
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4])
            redis.call('PEXPIRE', KEYS[1], ARGV[5])
            """);

    /** The fields of all heads of an object, each followed by what is known about it. */
    static final byte[] ABOUTS = Names.ascii("""
            local found = {}
            for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
              if string.sub(field, 1, 1) == 'h' then
                found[#found + 1] = field
                found[#found + 1] = redis.call('HGET', KEYS[1], 'a' .. string.sub(field, 2)) or ''
              end
            end
            return found
            """);

    /** Puts another value into a field that still holds what was read. ARGV: field, what was read, the other value. */
    static final byte[] REPLACE = Names.ascii("""
            if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then redis.call('HSET', KEYS[1], ARGV[1], ARGV[3]) end
            """);

    /** The position, from 1, of the first key that is there; 0 if none is. */
    static final byte[] FIRST = Names.ascii("""
            for i, key in ipairs(KEYS) do
              if redis.call('EXISTS', key) == 1 then return i end
            end
            return 0
            """);

    private Scripts() {}
}

package io.httpcache.store.redis;

/**
 * What must happen at once in Redis. They read with {@code MGET}, because it takes a
 * value of another type for none; other commands would fail on it.
 */
final class Scripts {

	/**
	 * Gives the generation of a URI, making one where there is none.
	 * <ul>
	 * <li>KEYS: generation</li>
	 * <li>ARGV: one to set, its time in milliseconds</li>
	 * </ul>
	 */
	static final RedisScript GENERATION = new RedisScript("""
			local present = redis.call('MGET', KEYS[1])[1]
			if present and #present == 33 and string.match(present, '^%x+%.%x+$') then
				return present
			end
			redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
			return ARGV[1]
			""");

	/**
	 * Makes all that is stored under a URI stale.
	 * <ul>
	 * <li>KEYS: generation</li>
	 * <li>ARGV: one to set where there is none, its time in milliseconds, a new expiry in
	 * digits</li>
	 * </ul>
	 */
	static final RedisScript EXPIRE = new RedisScript("""
			local present = redis.call('MGET', KEYS[1])[1]
			local time = tonumber(ARGV[2])
			if present and #present == 33 and string.match(present, '^%x+%.%x+$') then
				time = math.max(time, redis.call('PTTL', KEYS[1]))
				present = string.sub(present, 1, 17) .. ARGV[3]
			else
				present = ARGV[1]
			end
			redis.call('SET', KEYS[1], present, 'PX', string.format('%.0f', time))
			return 1
			""");

	/**
	 * Stores a response or, without a body, new metadata of one. Returns 1 when it did, 0
	 * when an invalidation came between or what was to be freshened is not there, 2 when
	 * there are marks that the caller has not looked at.
	 * <ul>
	 * <li>KEYS: generation, index, and the sequence of marks unless it is in another
	 * slot</li>
	 * <li>ARGV: 1 the generation from before the fetch, 2 the state of the marks that the
	 * caller has looked at, 3 the beginning of the index, 4 the record, 5 the variant of
	 * a HEAD response that it replaces or nothing, 6 the stamp to freshen or nothing, 7
	 * the variant to freshen or nothing, 8 the body or nothing, 9 how many variants, 10
	 * the time now, 11 when the response is of no more use</li>
	 * </ul>
	 * A record is, with the offsets of its parts: variant 0, stamp 8, place 16, expiry
	 * 17, sequence 25, keepUntil 33 (as two halves), length of the body 41, length of the
	 * metadata 45, metadata 49.
	 */
	static final RedisScript STORE = new RedisScript(
			"""
					local present = redis.call('MGET', KEYS[1], KEYS[2])
					if present[1] ~= ARGV[1] then
						return 0
					end
					if KEYS[3] and redis.call('MGET', KEYS[3])[1] ~= ARGV[2] then
						return 2
					end
					local index, record, most = present[2], ARGV[4], tonumber(ARGV[9])
					local now, longest = tonumber(ARGV[10]), tonumber(ARGV[11])
					local freshen = ARGV[6] ~= ''
					local own, length, kept, dropped, used, taken = nil, nil, {}, {}, {}, 0
					if index and string.sub(index, 1, 17) == string.sub(ARGV[3], 1, 17) and #index >= 21 then
						local at = 22 + struct.unpack('>I4', index, 18)
						while at + 48 <= #index do
							local variant, stamp = string.sub(index, at, at + 7), string.sub(index, at + 8, at + 15)
							local place = string.byte(index, at + 16)
							local high, low = struct.unpack('>I4I4', index, at + 33)
							local keep = high * 4294967296 + low
							local following = at + 49 + struct.unpack('>I4', index, at + 45)
							if following > #index + 1 then
								break
							end
							if freshen and stamp == ARGV[6] and variant == ARGV[7] then
								own, length = place, string.sub(index, at + 41, at + 44)
								used[place] = true
							elseif variant == string.sub(record, 1, 8) or variant == ARGV[5] or keep < now or taken >= most - 1 then
								dropped[#dropped + 1] = place
							else
								kept[#kept + 1] = string.sub(index, at, following - 1)
								used[place] = true
								taken = taken + 1
								longest = math.max(longest, keep)
							end
							at = following
						end
					end
					local place = own
					if freshen then
						if not own or redis.call('EXISTS', KEYS[2] .. ':' .. own) == 0 then
							return 0
						end
					else
						place = 0
						while used[place] do
							place = place + 1
						end
					end
					for _, each in ipairs(dropped) do
						if each ~= place then
							redis.call('UNLINK', KEYS[2] .. ':' .. each)
						end
					end
					local time = string.format('%.0f', math.max(1, tonumber(ARGV[11]) - now))
					local body = KEYS[2] .. ':' .. place
					if freshen then
						redis.call('PEXPIRE', body, time)
					else
						redis.call('SET', body, ARGV[8], 'PX', time)
					end
					record = string.sub(record, 1, 16) .. string.char(place) .. string.sub(record, 18, 41)
						.. (length or string.sub(record, 42, 45)) .. string.sub(record, 46)
					time = string.format('%.0f', math.max(1, longest - now))
					redis.call('SET', KEYS[2], ARGV[3] .. record .. table.concat(kept), 'PX', time)
					if redis.call('PTTL', KEYS[1]) < tonumber(time) then
						redis.call('PEXPIRE', KEYS[1], time)
					end
					return 1
					""");

	/**
	 * Gives the state of the marks and all marks, beginning a new epoch where they are
	 * damaged or gone.
	 * <ul>
	 * <li>KEYS: sequence, marks</li>
	 * <li>ARGV: an epoch to begin, a state that is not to be believed or nothing</li>
	 * </ul>
	 */
	static final RedisScript MARKS = new RedisScript("""
			local state = redis.call('MGET', KEYS[1])[1]
			local epoch, number
			if state then
				epoch, number = string.match(state, '^(%x+)%.(%d+)$')
			end
			local sound = epoch and #epoch == 16 and state ~= ARGV[2]
			if sound then
				local kind = redis.call('TYPE', KEYS[2]).ok
				sound = (number == '0' and kind == 'none')
					or (kind == 'hash' and redis.call('HGET', KEYS[2], '#') == state)
			end
			if not sound then
				state = ARGV[1] .. '.0'
				redis.call('DEL', KEYS[2])
				redis.call('SET', KEYS[1], state)
			end
			return { state, redis.call('HGETALL', KEYS[2]) }
			""");

	/**
	 * Leaves a mark and returns the new state. Where the marks are damaged or gone a new
	 * epoch says the same and more.
	 * <ul>
	 * <li>KEYS: sequence, marks</li>
	 * <li>ARGV: an epoch to begin, the field of the scope, how many marks to keep</li>
	 * </ul>
	 */
	static final RedisScript MARK = new RedisScript("""
			local state = redis.call('MGET', KEYS[1])[1]
			local epoch, number
			if state then
				epoch, number = string.match(state, '^(%x+)%.(%d+)$')
			end
			local sound = epoch and #epoch == 16
			if sound then
				local kind = redis.call('TYPE', KEYS[2]).ok
				sound = (number == '0' and kind == 'none')
					or (kind == 'hash' and redis.call('HGET', KEYS[2], '#') == state)
			end
			if not sound then
				redis.call('DEL', KEYS[2])
				redis.call('SET', KEYS[1], ARGV[1] .. '.0')
				return ARGV[1] .. '.0'
			end
			number = string.format('%.0f', tonumber(number) + 1)
			state = epoch .. '.' .. number
			if ARGV[2] == '*' then
				redis.call('DEL', KEYS[2])
			end
			redis.call('HSET', KEYS[2], ARGV[2], number, '#', state)
			if redis.call('HLEN', KEYS[2]) > tonumber(ARGV[3]) then
				local all, numbers = redis.call('HGETALL', KEYS[2]), {}
				for i = 1, #all, 2 do
					numbers[#numbers + 1] = (all[i] ~= '#' and tonumber(all[i + 1])) or math.huge
				end
				table.sort(numbers)
				local floor = numbers[math.floor(#numbers / 2)]
				for i = 1, #all, 2 do
					if all[i] ~= '#' and (tonumber(all[i + 1]) or 0) <= floor then
						redis.call('HDEL', KEYS[2], all[i])
					end
				end
				redis.call('HSET', KEYS[2], '~', string.format('%.0f', floor))
			end
			redis.call('SET', KEYS[1], state)
			return state
			""");

	/**
	 * Takes a lease. Returns -2 when it did, -1 when something was stored since the
	 * look-up, else the milliseconds that the present lease lasts.
	 * <ul>
	 * <li>KEYS: lease, index</li>
	 * <li>ARGV: a token, the time in milliseconds, what the look-up saw of the index</li>
	 * </ul>
	 */
	static final RedisScript ACQUIRE = new RedisScript("""
			local present = redis.call('MGET', KEYS[1], KEYS[2])
			if present[1] then
				return math.max(0, redis.call('PTTL', KEYS[1]))
			end
			local index, seen = present[2], ''
			if index and #index >= 21 then
				local at = 22 + struct.unpack('>I4', index, 18)
				if at + 48 <= #index then
					seen = string.sub(index, at + 8, at + 15) .. string.sub(index, at + 33, at + 40)
				end
			end
			if seen ~= ARGV[3] then
				return -1
			end
			redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
			return -2
			""");

	/**
	 * Gives a lease back, if it is still the caller's, and wakes who waits for it.
	 * <ul>
	 * <li>KEYS: lease</li>
	 * <li>ARGV: the token, the channel, the message</li>
	 * </ul>
	 */
	static final RedisScript RELEASE = new RedisScript("""
			if redis.call('MGET', KEYS[1])[1] == ARGV[1] then
				redis.call('DEL', KEYS[1])
			end
			return redis.call('PUBLISH', ARGV[2], ARGV[3])
			""");

	/**
	 * Removes an index and the bodies it names, unless it has changed.
	 * <ul>
	 * <li>KEYS: index</li>
	 * <li>ARGV: the index as it was, and the places of its bodies</li>
	 * </ul>
	 */
	static final RedisScript REMOVE = new RedisScript("""
			if redis.call('MGET', KEYS[1])[1] ~= ARGV[1] then
				return 0
			end
			for i = 2, #ARGV do
				redis.call('UNLINK', KEYS[1] .. ':' .. ARGV[i])
			end
			return redis.call('UNLINK', KEYS[1])
			""");

	private Scripts() {
	}

}

package io.httpcache.store.redis;

import java.util.List;

import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredResponse;

record RedisLookup(List<StoredResponse> variants, StoreTicket ticket, boolean isCorrupt) implements StoreLookup {

	RedisLookup {
		variants = List.copyOf(variants);
	}

}

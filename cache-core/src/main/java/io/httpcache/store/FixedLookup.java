package io.httpcache.store;

import java.util.List;

record FixedLookup(List<StoredResponse> variants, StoreTicket ticket) implements StoreLookup {

	FixedLookup {
		variants = List.copyOf(variants);
	}

}

package io.httpcache.client.reactive;

import java.util.List;

import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.client.ClientBinding;

/**
 * Puts the cache on a {@code WebClient.Builder}.
 */
public final class ReactiveBinding implements ClientBinding {

	private final CachingExchangeFilter filter;

	/**
	 * A binding.
	 * @param filter the filter to put first
	 */
	public ReactiveBinding(CachingExchangeFilter filter) {
		this.filter = filter;
	}

	@Override
	public boolean bind(Object client) {
		if (client instanceof WebClient.Builder builder) {
			builder.codecs(this.filter::building).filters(this::putFirst);
			return true;
		}
		return false;
	}

	private void putFirst(List<ExchangeFilterFunction> filters) {
		filters
			.removeIf((filter) -> filter instanceof CachingExchangeFilter || filter == CachingExchangeFilter.COMPANION);
		filters.add(0, this.filter);
		filters.add(1, CachingExchangeFilter.COMPANION);
	}

}

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
			builder.filters((filters) -> {
				CachingExchangeFilter first = putFirst(filters);
				builder.codecs(first::building);
			});
			return true;
		}
		return false;
	}

	/** One that is there already stays: it may carry the partition of its client. */
	private CachingExchangeFilter putFirst(List<ExchangeFilterFunction> filters) {
		CachingExchangeFilter first = filters.stream()
			.filter(CachingExchangeFilter.class::isInstance)
			.map(CachingExchangeFilter.class::cast)
			.findFirst()
			.orElse(this.filter);
		filters.removeIf((each) -> each instanceof CachingExchangeFilter || each == CachingExchangeFilter.COMPANION);
		filters.add(0, first);
		filters.add(1, CachingExchangeFilter.COMPANION);
		return first;
	}

	/**
	 * Puts this binding's filter in the place of another one's, on a builder that has the
	 * cache already.
	 * @param builder the builder, which stays as it is when it has no cache
	 */
	public void rebind(WebClient.Builder builder) {
		builder.codecs(this.filter::building)
			.filters((filters) -> filters
				.replaceAll((each) -> (each instanceof CachingExchangeFilter) ? this.filter : each));
	}

}

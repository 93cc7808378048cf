package io.httpcache.client.blocking;

import java.util.List;

import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

import io.httpcache.client.ClientBinding;

/**
 * Puts the cache on a {@code RestClient.Builder} or a {@code RestTemplate}.
 */
public final class BlockingBinding implements ClientBinding {

	private final CachingInterceptor interceptor;

	/**
	 * A binding.
	 * @param interceptor the interceptor to put first
	 */
	public BlockingBinding(CachingInterceptor interceptor) {
		this.interceptor = interceptor;
	}

	@Override
	public boolean bind(Object client) {
		if (client instanceof RestClient.Builder builder) {
			builder.requestInterceptors(this::putFirst);
			return true;
		}
		if (client instanceof RestTemplate template) {
			// Setting a new list would sort the others
			putFirst(template.getInterceptors());
			return true;
		}
		return false;
	}

	/**
	 * Puts this binding's interceptor in the place of another one's, on a builder that
	 * has the cache already.
	 * @param builder the builder, which stays as it is when it has no cache
	 */
	public void rebind(RestClient.Builder builder) {
		builder.requestInterceptors((interceptors) -> interceptors
			.replaceAll((each) -> (each instanceof CachingInterceptor) ? this.interceptor : each));
	}

	/** One that is there already stays: it may carry the partition of its client. */
	private void putFirst(List<ClientHttpRequestInterceptor> interceptors) {
		ClientHttpRequestInterceptor first = interceptors.stream()
			.filter(CachingInterceptor.class::isInstance)
			.findFirst()
			.orElse(this.interceptor);
		interceptors.removeIf(CachingInterceptor.class::isInstance);
		interceptors.add(0, first);
	}

}

package io.httpcache.client.blocking;

import java.util.ArrayList;
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
			List<ClientHttpRequestInterceptor> interceptors = new ArrayList<>(template.getInterceptors());
			putFirst(interceptors);
			template.setInterceptors(interceptors);
			return true;
		}
		return false;
	}

	private void putFirst(List<ClientHttpRequestInterceptor> interceptors) {
		interceptors.removeIf(CachingInterceptor.class::isInstance);
		interceptors.add(0, this.interceptor);
	}

}

package io.httpcache.autoconfigure.warmup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.io.Resource;

import io.httpcache.WarmUpRequest;
import io.httpcache.WarmUpSource;
import io.httpcache.autoconfigure.WarmUpProperties;
import io.httpcache.autoconfigure.WarmUpUrl;

/**
 * What there is to warm up: what is configured, then what files and beans say. Safe for
 * use by several threads.
 */
final class WarmUpPlan {

	private final WarmUpProperties properties;

	private final ListableBeanFactory beanFactory;

	WarmUpPlan(WarmUpProperties properties, ListableBeanFactory beanFactory) {
		this.properties = properties;
		this.beanFactory = beanFactory;
	}

	/** Whether there may be something to warm up. Creates no bean. */
	boolean isEmpty() {
		return !this.properties.isConfigured() && BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory,
				WarmUpSource.class, true, false).length == 0;
	}

	/**
	 * Gathers it. Files and beans may take their time.
	 * @param failed told what could not be asked, and why
	 * @return the requests, each once, in their order
	 */
	List<WarmUpRequest> requests(BiConsumer<String, Exception> failed) {
		Set<WarmUpRequest> requests = new LinkedHashSet<>();
		add(null, this.properties.urls(), this.properties.file(), requests, failed);
		this.properties.clients().forEach((name, client) -> add(name, client.urls(), client.file(), requests, failed));
		for (Map.Entry<String, WarmUpSource> source : sources().entrySet()) {
			try {
				requests.addAll(source.getValue().requests());
			}
			catch (RuntimeException ex) {
				failed.accept(source.getKey(), ex);
			}
		}
		return new ArrayList<>(requests);
	}

	private Map<String, WarmUpSource> sources() {
		return BeanFactoryUtils.beansOfTypeIncludingAncestors(this.beanFactory, WarmUpSource.class);
	}

	private static void add(@Nullable String client, List<WarmUpUrl> urls, @Nullable Resource file,
			Set<WarmUpRequest> requests, BiConsumer<String, Exception> failed) {
		for (WarmUpUrl url : urls) {
			if (url.url() != null) {
				requests.add(new WarmUpRequest(client, url.url(), url.headers()));
			}
		}
		if (file != null) {
			try {
				WarmUpFile.read(file).forEach((url) -> requests.add(new WarmUpRequest(client, url, Map.of())));
			}
			catch (IOException ex) {
				failed.accept(file.getDescription(), ex);
			}
		}
	}

}

package io.httpcache.autoconfigure.actuate;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.util.MimeType;

import io.httpcache.HttpCache;
import io.httpcache.route.SecretNames;

/**
 * {@link WebEndpoint @WebEndpoint} that shows what the cache did and why: JSON to
 * programs, a page to browsers. Safe for use by several threads.
 */
@WebEndpoint(id = "httpcache")
public final class HttpCacheEndpoint {

	static final String ID = "httpcache";

	private static final String HTML = "text/html";

	private static final MimeType HTML_IN_UTF_8 = MimeType.valueOf("text/html;charset=UTF-8");

	private final HttpCache cache;

	private final CacheReporter reporter;

	private final CacheViews views;

	private final CacheActions actions;

	private final HttpCachePage page;

	private final HttpCacheEndpointProperties properties;

	private final SecretNames secrets;

	HttpCacheEndpoint(HttpCache cache, CacheReporter reporter, CacheViews views, CacheActions actions,
			HttpCachePage page, HttpCacheEndpointProperties properties, SecretNames secrets) {
		this.cache = cache;
		this.reporter = reporter;
		this.views = views;
		this.actions = actions;
		this.page = page;
		this.properties = properties;
		this.secrets = secrets;
	}

	@ReadOperation
	OperationResponseBody report(SecurityContext securityContext) {
		return this.reporter.report(urls(securityContext));
	}

	// For who accepts anything, Spring's order of media types puts JSON before this
	@ReadOperation(produces = HTML)
	WebEndpointResponse<byte[]> page() {
		return new WebEndpointResponse<>(this.page.bytes(), HTML_IN_UTF_8);
	}

	@ReadOperation
	WebEndpointResponse<OperationResponseBody> view(@Selector String view, @Nullable Object url, @Nullable Object limit,
			@Nullable Object header, SecurityContext securityContext) {
		return answer(() -> this.views.show(view, url, limit, header, urls(securityContext)));
	}

	// A parameter, even the security context, would make a body necessary
	@WriteOperation
	OperationResponseBody warmUp() {
		return CacheReporter.warmUp(this.cache.warmUp(),
				new ShownUrls(this.properties.showUrls().isShown(false), this.secrets));
	}

	@WriteOperation
	WebEndpointResponse<OperationResponseBody> act(@Selector String action, @Nullable Object url,
			@Nullable Object route, @Nullable Object maxStale, @Nullable Object duration) {
		return answer(() -> switch (action) {
			case "outage" -> this.actions.serveStale(route, maxStale, duration);
			case "expire" -> this.actions.expire(url);
			default -> Problem.notFound("There are: outage, expire.");
		});
	}

	@DeleteOperation
	WebEndpointResponse<OperationResponseBody> evict(@Nullable Object url, @Nullable Object route, @Nullable Object tag,
			@Nullable Object all) {
		return answer(() -> this.actions.evict(url, route, tag, all));
	}

	@DeleteOperation
	WebEndpointResponse<OperationResponseBody> end(@Selector String action, @Nullable Object route) {
		return answer(() -> action.equals("outage") ? this.actions.stopServingStale(route)
				: Problem.notFound("There is: outage."));
	}

	private static WebEndpointResponse<OperationResponseBody> answer(
			Supplier<WebEndpointResponse<OperationResponseBody>> operation) {
		try {
			return operation.get();
		}
		catch (BadRequestException ex) {
			return Problem.badRequest(String.valueOf(ex.getMessage()));
		}
	}

	private ShownUrls urls(SecurityContext securityContext) {
		return new ShownUrls(this.properties.showUrls().isShown(securityContext, this.properties.roles()),
				this.secrets);
	}

}

package io.httpcache.route;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.httpcache.engine.Prohibition;
import io.httpcache.route.RouteSettings.HeuristicSettings;

/**
 * Collects {@link RouteSettings}, whose fields these methods are named after; what is not
 * set, or set to {@code null}, inherits. Not safe for use by several threads.
 */
public final class RouteSettingsBuilder {

	private @Nullable String url;

	private @Nullable Integer order;

	private @Nullable Set<String> methods;

	private @Nullable Boolean enabled;

	private @Nullable Duration ttl;

	private @Nullable Duration defaultTtl;

	private @Nullable Duration minTtl;

	private @Nullable Duration maxTtl;

	private @Nullable Map<Integer, Duration> ttlByStatus;

	private @Nullable Double ttlJitter;

	private @Nullable Duration staleIfError;

	private @Nullable Duration staleWhileRevalidate;

	private @Nullable Set<Integer> errorStatuses;

	private @Nullable Double refreshAhead;

	private @Nullable Duration softTimeout;

	private @Nullable HeuristicSettings heuristic;

	private @Nullable Set<Prohibition> ignore;

	private @Nullable String partition;

	private @Nullable List<String> varyBy;

	private @Nullable Integer maxVariants;

	private @Nullable Set<String> ignoredQueryParameters;

	private @Nullable Long maxEntrySize;

	private @Nullable Boolean collapse;

	private @Nullable Set<String> tags;

	private @Nullable List<String> evicts;

	private @Nullable KeyBody keyBody;

	private @Nullable List<String> targetedFields;

	RouteSettingsBuilder() {
	}

	public RouteSettingsBuilder url(@Nullable String url) {
		this.url = url;
		return this;
	}

	public RouteSettingsBuilder order(@Nullable Integer order) {
		this.order = order;
		return this;
	}

	public RouteSettingsBuilder methods(@Nullable Collection<String> methods) {
		this.methods = (methods != null) ? new LinkedHashSet<>(methods) : null;
		return this;
	}

	public RouteSettingsBuilder enabled(@Nullable Boolean enabled) {
		this.enabled = enabled;
		return this;
	}

	public RouteSettingsBuilder ttl(@Nullable Duration ttl) {
		this.ttl = ttl;
		return this;
	}

	public RouteSettingsBuilder defaultTtl(@Nullable Duration defaultTtl) {
		this.defaultTtl = defaultTtl;
		return this;
	}

	public RouteSettingsBuilder minTtl(@Nullable Duration minTtl) {
		this.minTtl = minTtl;
		return this;
	}

	public RouteSettingsBuilder maxTtl(@Nullable Duration maxTtl) {
		this.maxTtl = maxTtl;
		return this;
	}

	public RouteSettingsBuilder ttlByStatus(@Nullable Map<Integer, Duration> ttlByStatus) {
		this.ttlByStatus = ttlByStatus;
		return this;
	}

	public RouteSettingsBuilder ttlJitter(@Nullable Double ttlJitter) {
		this.ttlJitter = ttlJitter;
		return this;
	}

	public RouteSettingsBuilder staleIfError(@Nullable Duration staleIfError) {
		this.staleIfError = staleIfError;
		return this;
	}

	public RouteSettingsBuilder staleWhileRevalidate(@Nullable Duration staleWhileRevalidate) {
		this.staleWhileRevalidate = staleWhileRevalidate;
		return this;
	}

	public RouteSettingsBuilder errorStatuses(@Nullable Collection<Integer> errorStatuses) {
		this.errorStatuses = (errorStatuses != null) ? new LinkedHashSet<>(errorStatuses) : null;
		return this;
	}

	public RouteSettingsBuilder refreshAhead(@Nullable Double refreshAhead) {
		this.refreshAhead = refreshAhead;
		return this;
	}

	public RouteSettingsBuilder softTimeout(@Nullable Duration softTimeout) {
		this.softTimeout = softTimeout;
		return this;
	}

	public RouteSettingsBuilder heuristic(@Nullable HeuristicSettings heuristic) {
		this.heuristic = heuristic;
		return this;
	}

	public RouteSettingsBuilder ignore(@Nullable Collection<Prohibition> ignore) {
		this.ignore = (ignore != null) ? new LinkedHashSet<>(ignore) : null;
		return this;
	}

	public RouteSettingsBuilder partition(@Nullable String partition) {
		this.partition = partition;
		return this;
	}

	public RouteSettingsBuilder varyBy(@Nullable List<String> varyBy) {
		this.varyBy = varyBy;
		return this;
	}

	public RouteSettingsBuilder maxVariants(@Nullable Integer maxVariants) {
		this.maxVariants = maxVariants;
		return this;
	}

	public RouteSettingsBuilder ignoredQueryParameters(@Nullable Collection<String> ignoredQueryParameters) {
		this.ignoredQueryParameters = (ignoredQueryParameters != null) ? new LinkedHashSet<>(ignoredQueryParameters)
				: null;
		return this;
	}

	public RouteSettingsBuilder maxEntrySize(@Nullable Long maxEntrySize) {
		this.maxEntrySize = maxEntrySize;
		return this;
	}

	public RouteSettingsBuilder collapse(@Nullable Boolean collapse) {
		this.collapse = collapse;
		return this;
	}

	public RouteSettingsBuilder tags(@Nullable Collection<String> tags) {
		this.tags = (tags != null) ? new LinkedHashSet<>(tags) : null;
		return this;
	}

	public RouteSettingsBuilder evicts(@Nullable List<String> evicts) {
		this.evicts = evicts;
		return this;
	}

	public RouteSettingsBuilder keyBody(@Nullable KeyBody keyBody) {
		this.keyBody = keyBody;
		return this;
	}

	public RouteSettingsBuilder targetedFields(@Nullable List<String> targetedFields) {
		this.targetedFields = targetedFields;
		return this;
	}

	/**
	 * The settings.
	 * @return settings that do not change with this builder
	 */
	public RouteSettings build() {
		return new RouteSettings(this.url, this.order, this.methods, this.enabled, this.ttl, this.defaultTtl,
				this.minTtl, this.maxTtl, this.ttlByStatus, this.ttlJitter, this.staleIfError,
				this.staleWhileRevalidate, this.errorStatuses, this.refreshAhead, this.softTimeout, this.heuristic,
				this.ignore, this.partition, this.varyBy, this.maxVariants, this.ignoredQueryParameters,
				this.maxEntrySize, this.collapse, this.tags, this.evicts, this.keyBody, this.targetedFields);
	}

}

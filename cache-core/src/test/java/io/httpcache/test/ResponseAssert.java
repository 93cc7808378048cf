package io.httpcache.test;

import java.util.List;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.CacheStatus;

/**
 * What a caller can see of the cache in a response.
 */
public final class ResponseAssert extends AbstractAssert<ResponseAssert, ResponseEntity<?>> {

	private ResponseAssert(ResponseEntity<?> response) {
		super(response, ResponseAssert.class);
		as("%s %s %s", response.getStatusCode().value(), response.getHeaders().toSingleValueMap(), response.getBody());
	}

	public static ResponseAssert verifyThat(ResponseEntity<?> response) {
		return new ResponseAssert(response);
	}

	public ResponseAssert isHit() {
		return hasOutcome(CacheOutcome.HIT);
	}

	public ResponseAssert isMiss() {
		return hasOutcome(CacheOutcome.MISS);
	}

	public ResponseAssert isStale() {
		return hasOutcome(CacheOutcome.STALE);
	}

	public ResponseAssert isStaleIfError() {
		return hasOutcome(CacheOutcome.STALE_IF_ERROR);
	}

	public ResponseAssert isRevalidated() {
		return hasOutcome(CacheOutcome.REVALIDATED);
	}

	public ResponseAssert isCollapsed() {
		return hasOutcome(CacheOutcome.COLLAPSED);
	}

	public ResponseAssert isBypassed(CacheReason reason) {
		return hasOutcome(CacheOutcome.BYPASS).hasDetail(reason);
	}

	public ResponseAssert isUnsatisfiable() {
		return hasOutcome(CacheOutcome.UNSATISFIABLE).hasStatus(504);
	}

	public ResponseAssert hasOutcome(CacheOutcome outcome) {
		Assertions.assertThat(status().outcome()).as(this.info.description()).isEqualTo(outcome);
		return this;
	}

	public ResponseAssert isStored() {
		Assertions.assertThat(status().stored()).as(this.info.description()).isTrue();
		return this;
	}

	/** Not stored, and why. */
	public ResponseAssert isNotStored(CacheReason reason) {
		Assertions.assertThat(status().stored()).as(this.info.description()).isFalse();
		return hasDetail(reason);
	}

	public ResponseAssert hasDetail(CacheReason reason) {
		Assertions.assertThat(status().detail()).as(this.info.description()).isEqualTo(reason.name());
		return this;
	}

	/** The exact last member of {@code Cache-Status}. */
	public ResponseAssert hasStatusField(String value) {
		Assertions.assertThat(lines(CacheStatus.FIELD))
			.as(this.info.description())
			.isNotEmpty()
			.last()
			.asString()
			.satisfies((line) -> Assertions.assertThat(line.substring(line.lastIndexOf(", ") + 1).strip())
				.isEqualTo(value));
		return this;
	}

	public ResponseAssert hasStatus(int status) {
		Assertions.assertThat(this.actual.getStatusCode().value()).as(this.info.description()).isEqualTo(status);
		return this;
	}

	public ResponseAssert hasBody(@Nullable Object body) {
		Assertions.assertThat((Object) this.actual.getBody()).as(this.info.description()).isEqualTo(body);
		return this;
	}

	/** All lines of a field. */
	public ResponseAssert hasHeader(String name, String... values) {
		Assertions.assertThat(lines(name)).as(this.info.description()).containsExactly(values);
		return this;
	}

	public ResponseAssert hasNoHeader(String name) {
		Assertions.assertThat(lines(name)).as(this.info.description()).isEmpty();
		return this;
	}

	public ResponseAssert hasAge(long seconds) {
		return hasHeader(HttpHeaders.AGE, Long.toString(seconds));
	}

	private CacheStatus status() {
		CacheStatus status = CacheStatus.from(this.actual.getHeaders());
		Assertions.assertThat(status).as(this.info.description()).isNotNull();
		return java.util.Objects.requireNonNull(status);
	}

	private List<String> lines(String name) {
		return this.actual.getHeaders().getOrEmpty(name);
	}

}

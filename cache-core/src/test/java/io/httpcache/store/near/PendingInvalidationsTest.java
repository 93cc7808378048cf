package io.httpcache.store.near;

import org.junit.jupiter.api.Test;

import io.httpcache.store.EvictionScope;
import io.httpcache.store.Responses;
import io.httpcache.store.StoreInvalidation;
import io.httpcache.store.StoredResponse;
import io.httpcache.store.near.PendingInvalidations.Pending;
import io.httpcache.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

class PendingInvalidationsTest {

	private static final String URI = "https://api.example.com/1";

	private final PendingInvalidations pending = new PendingInvalidations(1_000);

	private final StoredResponse tagged = Responses.at(new MutableClock()).tags("t").build();

	@Test
	void oneThatCameLaterStaysWhenAnEarlierOneIsDone() {
		Pending first = this.pending.add(new StoreInvalidation.Uri(URI));
		Pending second = this.pending.add(new StoreInvalidation.Uri(URI));
		this.pending.done(first);
		assertThat(this.pending.denial(URI).drops()).isTrue();
		this.pending.done(second);
		assertThat(this.pending.denial(URI).drops()).isFalse();
		assertThat(this.pending.isEmpty()).isTrue();
	}

	@Test
	void theyAreBroughtInTheOrderTheyCame() {
		this.pending.add(new StoreInvalidation.Uri("a"));
		this.pending.add(new StoreInvalidation.Expiry("b"));
		this.pending.add(new StoreInvalidation.Uri("a"));
		Pending first = this.pending.first();
		assertThat(first.invalidation()).isEqualTo(new StoreInvalidation.Expiry("b"));
		this.pending.done(first);
		assertThat(this.pending.first().invalidation()).isEqualTo(new StoreInvalidation.Uri("a"));
	}

	@Test
	void anExpiryDropsNothing() {
		this.pending.add(new StoreInvalidation.Expiry(URI));
		assertThat(this.pending.denial(URI).expires()).isTrue();
		assertThat(this.pending.denial(URI).drops(URI, this.tagged)).isFalse();
	}

	@Test
	void aScopeDropsWhatItCovers() {
		this.pending.add(new StoreInvalidation.Scope(new EvictionScope.Tag("t")));
		assertThat(this.pending.denial(URI).drops()).isFalse();
		assertThat(this.pending.denial(URI).drops(URI, this.tagged)).isTrue();
		assertThat(this.pending.denial(URI).drops(URI, Responses.at(new MutableClock()).build())).isFalse();
	}

	@Test
	void tooManyScopesBecomeEverything() {
		Pending last = null;
		for (int i = 0; i <= 256; i++) {
			last = this.pending.add(new StoreInvalidation.Scope(new EvictionScope.Tag("t" + i)));
		}
		assertThat(this.pending.size()).isOne();
		assertThat(this.pending.denial(URI).drops()).isTrue();
		assertThat(last.invalidation()).isEqualTo(new StoreInvalidation.Scope(new EvictionScope.All()));
		this.pending.done(last);
		assertThat(this.pending.isEmpty()).isTrue();
	}

}

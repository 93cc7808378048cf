package io.httpcache.autoconfigure.insight;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.httpcache.engine.CachePolicy;

/**
 * Rules to replay recorded requests under. Each change lets more requests be answered, so
 * that what was a hit stays one.
 *
 * @param policy the rules of the route
 * @param maxVariants how many variants a key may have
 * @param credentials whether requests with a credential that is new each time are
 * answered
 * @param droppedHeaders parts of the key that are left out
 * @param droppedParameters query parameters that are left out of the key
 * @param droppedVary request fields that do not select a response
 */
record Hypothesis(CachePolicy policy, int maxVariants, boolean credentials, @Nullable Predicate<String> droppedHeaders,
		@Nullable Predicate<String> droppedParameters, @Nullable Predicate<String> droppedVary) {

	static Hypothesis of(CachePolicy policy, int maxVariants) {
		return new Hypothesis(policy, maxVariants, false, null, null, null);
	}

	Hypothesis policy(CachePolicy changed) {
		return new Hypothesis(changed, this.maxVariants, this.credentials, this.droppedHeaders, this.droppedParameters,
				this.droppedVary);
	}

	Hypothesis maxVariants(int changed) {
		return new Hypothesis(this.policy, changed, this.credentials, this.droppedHeaders, this.droppedParameters,
				this.droppedVary);
	}

	Hypothesis withoutCredentials(Predicate<String> names) {
		return new Hypothesis(this.policy, this.maxVariants, true, names, this.droppedParameters, this.droppedVary);
	}

	Hypothesis withoutHeader(String name) {
		return new Hypothesis(this.policy, this.maxVariants, this.credentials, name::equals, this.droppedParameters,
				this.droppedVary);
	}

	Hypothesis withoutParameters(Predicate<String> names) {
		return new Hypothesis(this.policy, this.maxVariants, this.credentials, this.droppedHeaders, names,
				this.droppedVary);
	}

	Hypothesis withoutVary(String name) {
		return new Hypothesis(this.policy, this.maxVariants, this.credentials, this.droppedHeaders,
				this.droppedParameters, name::equals);
	}

}

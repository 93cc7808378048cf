package io.httpcache.store.caffeine;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

/**
 * One {@link UriState} per URI for as long as something stored or in flight refers to it:
 * a URI of which nobody knows a generation needs no history.
 */
final class UriStates {

	private final ConcurrentMap<String, StateReference> references = new ConcurrentHashMap<>();

	private final ReferenceQueue<UriState> collected = new ReferenceQueue<>();

	@Nullable UriState get(String uri) {
		StateReference reference = this.references.get(uri);
		return (reference != null) ? reference.get() : null;
	}

	UriState getOrCreate(String uri) {
		expunge();
		UriState state = get(uri);
		while (state == null) {
			UriState created = new UriState();
			StateReference reference = new StateReference(uri, created, this.collected);
			state = this.references
				.compute(uri, (key, present) -> (present != null && present.get() != null) ? present : reference)
				.get();
			Reference.reachabilityFence(created);
		}
		return state;
	}

	int size() {
		expunge();
		return this.references.size();
	}

	private void expunge() {
		for (Reference<?> gone = this.collected.poll(); gone != null; gone = this.collected.poll()) {
			StateReference reference = (StateReference) gone;
			this.references.remove(reference.uri, reference);
		}
	}

	private static final class StateReference extends WeakReference<UriState> {

		private final String uri;

		StateReference(String uri, UriState state, ReferenceQueue<UriState> collected) {
			super(state, collected);
			this.uri = uri;
		}

	}

}

package io.httpcache.store.caffeine;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

import org.jspecify.annotations.Nullable;

/**
 * One {@link UriState} per URI for as long as something stored or in flight refers to it:
 * a URI of which nobody knows a generation needs no history.
 *
 * <p>
 * A hash table of its own because there is a reference for every entry of the cache: one
 * that is its own link in the chain takes half of what a map of references does. Asked on
 * misses and puts only, so a lock per segment will do; nothing is called under it.
 */
final class UriStates {

	private static final int SEGMENTS = 64;

	private final Segment[] segments = new Segment[SEGMENTS];

	private final ReferenceQueue<UriState> collected = new ReferenceQueue<>();

	UriStates() {
		for (int i = 0; i < SEGMENTS; i++) {
			this.segments[i] = new Segment();
		}
	}

	@Nullable UriState get(String uri) {
		return segment(uri).get(uri);
	}

	UriState getOrCreate(String uri) {
		for (Reference<?> gone = this.collected.poll(); gone != null; gone = this.collected.poll()) {
			StateReference reference = (StateReference) gone;
			segment(reference.uri).remove(reference);
		}
		return segment(uri).getOrCreate(uri, this.collected);
	}

	int size() {
		int size = 0;
		for (Segment segment : this.segments) {
			size += segment.size();
		}
		return size;
	}

	private static int spread(String uri) {
		int hash = uri.hashCode() * 0x9E3779B9;
		return hash ^ (hash >>> 15);
	}

	private Segment segment(String uri) {
		return this.segments[spread(uri) & (SEGMENTS - 1)];
	}

	private static final class Segment {

		private @Nullable StateReference[] table = new StateReference[4];

		private int size;

		synchronized int size() {
			return this.size;
		}

		synchronized @Nullable UriState get(String uri) {
			for (StateReference each = this.table[index(uri)]; each != null; each = each.next) {
				if (each.uri.equals(uri)) {
					UriState state = each.get();
					if (state != null) {
						return state;
					}
					// Collected, not yet removed: a living one may follow.
				}
			}
			return null;
		}

		synchronized UriState getOrCreate(String uri, ReferenceQueue<UriState> collected) {
			UriState state = get(uri);
			if (state == null) {
				if (this.size >= this.table.length) {
					grow();
				}
				state = new UriState();
				link(new StateReference(uri, state, collected));
				this.size++;
			}
			return state;
		}

		synchronized void remove(StateReference reference) {
			int index = index(reference.uri);
			StateReference previous = null;
			for (StateReference each = this.table[index]; each != null; each = each.next) {
				if (each == reference) {
					if (previous == null) {
						this.table[index] = each.next;
					}
					else {
						previous.next = each.next;
					}
					this.size--;
					return;
				}
				previous = each;
			}
		}

		private void grow() {
			@Nullable StateReference[] old = this.table;
			this.table = new StateReference[old.length * 2];
			for (StateReference head : old) {
				StateReference each = head;
				while (each != null) {
					StateReference next = each.next;
					link(each);
					each = next;
				}
			}
		}

		private void link(StateReference reference) {
			int index = index(reference.uri);
			reference.next = this.table[index];
			this.table[index] = reference;
		}

		private int index(String uri) {
			return (spread(uri) >>> 6) & (this.table.length - 1);
		}

	}

	private static final class StateReference extends WeakReference<UriState> {

		private final String uri;

		private @Nullable StateReference next;

		StateReference(String uri, UriState state, ReferenceQueue<UriState> collected) {
			super(state, collected);
			this.uri = uri;
		}

	}

}

package io.httpcache.store.near;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The other instances, and how many messages each has sent. Bounded, whoever sends what.
 * Safe for use by several threads.
 */
final class Peers {

	private static final int MOST_PEERS = 1024;

	private final long limit;

	private final Map<Long, Peer> peers = new LinkedHashMap<>();

	/**
	 * No instances.
	 * @param limit after which silence an instance counts as gone
	 */
	Peers(Duration limit) {
		this.limit = limit.toMillis();
	}

	/**
	 * A message came.
	 * @param message the message
	 * @param now epoch milliseconds
	 * @return whether one before it did not come
	 */
	synchronized boolean heard(NearMessage message, long now) {
		Peer peer = this.peers.remove(message.sender());
		long known = (peer != null) ? peer.sequence() : 0;
		boolean missed = message.sequence() > (message.events().isEmpty() ? known : known + 1);
		if (!message.last()) {
			if (this.peers.size() >= MOST_PEERS) {
				this.peers.remove(this.peers.keySet().iterator().next());
			}
			this.peers.put(message.sender(), new Peer(Math.max(known, message.sequence()), now));
		}
		return missed;
	}

	/**
	 * Forgets those that have not been heard of for long.
	 * @param now epoch milliseconds
	 * @return whether there were any: what they told last may not have come
	 */
	synchronized boolean forgetSilent(long now) {
		return this.peers.values().removeIf((peer) -> Math.abs(now - peer.heardAt()) > this.limit);
	}

	private record Peer(long sequence, long heardAt) {

	}

}

package io.httpcache.store.near;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * Tells the other instances what happened here and hears what happened there. What it
 * cannot tell or hear, it notices: messages are numbered, a beat says how many there
 * were, and our own beats have to come back. One message is under way at a time; what
 * happens meanwhile goes with the next. Safe for use by several threads; only
 * {@link #beat} and what runs on the given executor may block.
 */
final class Coherence implements CoherenceChannel.Receiver {

	/** How many events wait at most. */
	private static final int MOST_WAITING = 4096;

	private final CoherenceChannel channel;

	private final NearTier tier;

	private final Trust trust;

	private final Peers peers;

	private final Clock clock;

	private final Executor background;

	private final long sender = ThreadLocalRandom.current().nextLong();

	private final Queue<NearEvent> waiting = new ArrayDeque<>();

	private boolean sending;

	private volatile long sequence;

	private @Nullable CompletableFuture<?> lastBeat;

	Coherence(CoherenceChannel channel, NearTier tier, Trust trust, Duration limit, Clock clock, Executor background) {
		this.channel = channel;
		this.tier = tier;
		this.trust = trust;
		this.peers = new Peers(limit);
		this.clock = clock;
		this.background = background;
	}

	void open() {
		this.channel.open(this);
		execute(this::beat);
	}

	/**
	 * Tells the others, soon.
	 * @param event what happened
	 */
	void tell(NearEvent event) {
		synchronized (this.waiting) {
			if (this.waiting.size() >= MOST_WAITING) {
				this.waiting.clear();
				this.waiting.add(new NearEvent.Untold());
			}
			this.waiting.add(event);
			if (this.sending) {
				return;
			}
			this.sending = true;
		}
		execute(this::send);
	}

	private void execute(Runnable task) {
		try {
			this.background.execute(task);
		}
		catch (RejectedExecutionException ex) {
			// Closing: others notice that the beat has ceased
		}
	}

	private void send() {
		List<NearEvent> events = next();
		if (events.isEmpty()) {
			return;
		}
		long number = this.sequence + 1;
		this.sequence = number;
		// What could not be sent is missed by its number
		publish(NearMessage.of(this.sender, number, events)).whenComplete((sent, failure) -> execute(this::send));
	}

	private List<NearEvent> next() {
		List<NearEvent> events = new ArrayList<>();
		int room = NearMessage.room();
		synchronized (this.waiting) {
			for (NearEvent event = this.waiting.peek(); event != null; event = this.waiting.peek()) {
				room -= NearMessage.length(event);
				if ((room < 0 || events.size() == NearMessage.MAX_EVENTS) && !events.isEmpty()) {
					break;
				}
				events.add(event);
				this.waiting.remove();
			}
			this.sending = !events.isEmpty();
		}
		return events;
	}

	private CompletableFuture<?> publish(NearMessage message) {
		try {
			return this.channel.publish(message.encode());
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	boolean isFirm() {
		return this.trust.holds(this.trust.era(), this.clock.millis());
	}

	/** To be called regularly, by one thread at a time, more than twice in the limit. */
	void beat() {
		long now = this.clock.millis();
		this.channel.check(isFirm());
		if (this.peers.forgetSilent(now)) {
			this.trust.missed();
		}
		CompletableFuture<?> last = this.lastBeat;
		if (last == null || last.isDone()) {
			this.lastBeat = publish(NearMessage.beat(this.sender, this.sequence, this.trust.beat()));
		}
	}

	@Override
	public void received(byte[] bytes) {
		if (!NearMessage.isClaimedBy(bytes)) {
			return;
		}
		NearMessage message = NearMessage.decode(bytes);
		if (message == null) {
			// A newer version of ours, perhaps: what it says may concern us
			this.trust.missed();
		}
		else if (message.sender() == this.sender) {
			if (message.beat() != 0) {
				this.trust.heard(message.beat());
			}
		}
		else {
			message.events().forEach(this::happened);
			if (this.peers.heard(message, this.clock.millis())) {
				this.trust.missed();
			}
		}
	}

	private void happened(NearEvent event) {
		if (event instanceof NearEvent.Changed changed) {
			this.tier.changed(changed.key());
		}
		else if (event instanceof NearEvent.Invalidated invalidated) {
			this.tier.invalidated(invalidated.uri());
		}
		else if (event instanceof NearEvent.Evicted evicted) {
			this.tier.evicted(evicted.scope());
		}
		else {
			this.trust.missed();
		}
	}

	@Override
	public void connected() {
		this.trust.doubt();
		// Without waiting for the next beat
		execute(() -> publish(NearMessage.beat(this.sender, this.sequence, this.trust.beat())));
	}

	@Override
	public void disconnected() {
		this.trust.doubt();
	}

	/** Says good-bye, so that nobody has to doubt. */
	void close() {
		publish(NearMessage.goodBye(this.sender, this.sequence));
		this.channel.close();
	}

}

package io.httpcache.client.reactive;

import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Logger;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import reactor.blockhound.BlockHound;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails a test in which an event loop was blocked or a buffer of Netty leaked.
 */
final class ReactiveGuards implements BeforeAllCallback, AfterEachCallback {

	private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

	static {
		BlockHound.install();
		ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
		// The listener hears of them; the decoys below would fill the log
		((Logger) LoggerFactory.getLogger(ResourceLeakDetector.class)).setAdditive(false);
		ByteBufUtil.setLeakListener((type, records) -> LEAKS.add(records));
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		LEAKS.clear();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		assertThat(leaks()).isEmpty();
	}

	/**
	 * The buffers that were not released and are garbage now.
	 * @return where they came from
	 */
	static Queue<String> leaks() {
		String decoy = UUID.randomUUID().toString();
		leak(decoy);
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
		while (LEAKS.stream().noneMatch((leak) -> leak.contains(decoy))) {
			if (System.nanoTime() > deadline) {
				throw new AssertionError("The leak detector does not detect");
			}
			System.gc();
			// Netty looks for leaks when it allocates
			PooledByteBufAllocator.DEFAULT.buffer(1).release();
		}
		Queue<String> leaks = new ConcurrentLinkedQueue<>(LEAKS);
		LEAKS.clear();
		leaks.removeIf((leak) -> leak.contains(decoy));
		return leaks;
	}

	/** What is garbage is found when this is, as it became so later. */
	private static void leak(String decoy) {
		ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer(1);
		buffer.touch(decoy);
	}

}

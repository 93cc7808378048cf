package io.httpcache.client.reactive;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.scheduler.NonBlocking;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What guards the other tests does so.
 */
class ReactiveGuardsTests {

	@Test
	void aBufferThatIsNotReleasedIsFound() {
		new ReactiveGuards();
		PooledByteBufAllocator.DEFAULT.buffer(8).touch("forgotten");
		assertThat(ReactiveGuards.leaks()).anyMatch((leak) -> leak.contains("forgotten"));
		assertThat(ReactiveGuards.leaks()).isEmpty();
	}

	@Test
	void blockingAnEventLoopIsFound() {
		new ReactiveGuards();
		CompletableFuture<Throwable> found = new CompletableFuture<>();
		new EventLoop(() -> {
			try {
				// What is to be found, not a wait
				Thread.sleep(1);
				found.complete(new AssertionError("It may block"));
			}
			catch (Throwable ex) {
				found.complete(ex);
			}
		}).start();
		assertThat(found).succeedsWithin(Duration.ofSeconds(30)).isInstanceOf(BlockingOperationError.class);
	}

	private static final class EventLoop extends Thread implements NonBlocking {

		EventLoop(Runnable task) {
			super(task);
		}

	}

}

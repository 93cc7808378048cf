package io.httpcache.client.reactive;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
		Mono<Integer> blocking = Mono.fromCallable(() -> {
			Thread.sleep(1);
			return 1;
		}).subscribeOn(Schedulers.parallel());
		assertThatThrownBy(blocking::block).hasCauseInstanceOf(BlockingOperationError.class);
	}

}

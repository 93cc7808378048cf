package io.httpcache.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;

import io.httpcache.CacheOutcome;
import io.httpcache.model.Reply.Control;
import io.httpcache.model.Reply.Fault;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever happens in whatever order, callers see of the cache what they would see of one
 * that is too small to be wrong. {@code -Dmodel.tries=100000} plays more sequences; a
 * counterexample prints as lines of a scenario.
 */
class ModelTests {

	private static final List<String> PATHS = List.of("/a", "/b");

	@Property(tries = 2000)
	@AddLifecycleHook(ModelTries.class)
	void callersSeeWhatTheModelSays(@ForAll("sequences") List<Step> steps) {
		Map<String, Integer> versions = new HashMap<>(Map.of("/a", 1, "/b", 1));
		RealCache real = new RealCache(versions);
		ModelCache model = new ModelCache(versions);
		for (int i = 0; i < steps.size(); i++) {
			Step step = steps.get(i);
			if (step instanceof Step.Get get) {
				Seen seen = real.get(get);
				assertThat(seen).as(() -> told(steps)).isEqualTo(model.get(get));
			}
			else if (step instanceof Step.Write write) {
				Seen seen = real.write(write);
				assertThat(seen).as(() -> told(steps)).isEqualTo(new Seen(CacheOutcome.BYPASS, write.status(), "", 1));
				if (write.status() < 400) {
					versions.merge(write.path(), 1, Integer::sum);
					model.remove(write.path());
				}
			}
			else if (step instanceof Step.Change change) {
				versions.merge(change.path(), 1, Integer::sum);
			}
			else if (step instanceof Step.Wait wait) {
				real.pass(wait.millis());
				model.pass(wait.millis());
			}
			else if (step instanceof Step.Call call) {
				real.call(call);
				if (call.call().equals("evict")) {
					model.remove(call.path());
				}
				else {
					model.expire(call.path());
				}
			}
		}
	}

	private static String told(List<Step> steps) {
		StringBuilder text = new StringBuilder("== A counterexample\n");
		steps.forEach((step) -> text.append(step).append('\n'));
		return text.toString();
	}

	@Provide
	Arbitrary<List<Step>> sequences() {
		Arbitrary<String> paths = Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just(PATHS.get(0))),
				Tuple.of(1, Arbitraries.just(PATHS.get(1))));
		Arbitrary<Step> waits = Arbitraries.of(1L, 999L, 1_000L, 2_000L, 4_999L, 5_000L, 5_001L, 10_000L, 90_000_000L)
			.map(Step.Wait::new);
		Arbitrary<Step> writes = Combinators.combine(paths, Arbitraries.of(200, 201, 302, 404, 500))
			.as(Step.Write::new);
		Arbitrary<Step> calls = Combinators.combine(Arbitraries.of("evict", "expire"), paths).as(Step.Call::new);
		return Arbitraries
			.frequencyOf(Tuple.of(10, gets(paths)), Tuple.of(6, waits), Tuple.of(1, writes),
					Tuple.of(2, paths.map(Step.Change::new)), Tuple.of(1, calls))
			.list()
			.ofMinSize(2)
			.ofMaxSize(20);
	}

	private static Arbitrary<Step> gets(Arbitrary<String> paths) {
		Arbitrary<String> directives = Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.just("")),
				Tuple.of(4, Arbitraries.of("no-cache", "no-store", "only-if-cached", "max-age", "max-stale",
						"min-fresh", "stale-if-error")));
		return Combinators.combine(paths, directives, Arbitraries.of(0, 1, 5), replies()).as(Step.Get::new);
	}

	private static Arbitrary<Reply> replies() {
		Arbitrary<Integer> seconds = Arbitraries.of(-1, 0, 1, 5, 10);
		Arbitrary<Control> controls = Combinators
			.combine(seconds, seconds, seconds,
					Arbitraries.frequencyOf(Tuple.of(5, Arbitraries.just("")),
							Tuple.of(2,
									Arbitraries.of("no-cache", "no-store", "must-revalidate", "public", "immutable"))))
			.as(Control::new);
		Arbitrary<Fault> faults = Arbitraries.frequency(Tuple.of(8, Fault.NONE), Tuple.of(2, Fault.DOWN),
				Tuple.of(1, Fault.CUT));
		Arbitrary<Integer> statuses = Arbitraries.frequency(Tuple.of(8, 200), Tuple.of(1, 404), Tuple.of(1, 302),
				Tuple.of(2, 503));
		return Combinators
			.combine(faults, statuses, controls.injectNull(0.1), Arbitraries.of(0, 0, 3, 7),
					Arbitraries.of(true, false))
			.as(Reply::new);
	}

}

package io.httpcache.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The processor time of the measuring thread for each operation. On a machine that is
 * busy with other things, it says more than the time that went by.
 */
public final class CpuTimeProfiler implements InternalProfiler {

	static final String LABEL = "cpu";

	private long before;

	@Override
	public String getDescription() {
		return "Processor time of the measuring thread";
	}

	@Override
	public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
		this.before = cpuTime();
	}

	@Override
	public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
			IterationResult result) {
		double nanos = (double) (cpuTime() - this.before) / result.getMetadata().getAllOps();
		return List.of(new ScalarResult(LABEL, nanos, "ns/op", AggregationPolicy.AVG));
	}

	private static long cpuTime() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long nanos = 0;
		for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
			if (thread != null && thread.getThreadName().contains("jmh-worker")) {
				nanos += threads.getThreadCpuTime(thread.getThreadId());
			}
		}
		return nanos;
	}

}

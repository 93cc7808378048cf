package io.httpcache.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * All iterations of all passes, by the key of the benchmark.
 */
final class Measurements {

	private static final String BYTES = "gc.alloc.rate.norm";

	private final Map<String, List<Double>> times = new HashMap<>();

	private final Map<String, List<Double>> cpuTimes = new HashMap<>();

	private final Map<String, List<Double>> bytes = new HashMap<>();

	void add(Collection<RunResult> results) {
		for (RunResult result : results) {
			String key = key(result.getParams());
			result.getBenchmarkResults()
				.forEach((fork) -> fork.getIterationResults().forEach((each) -> add(key, each)));
		}
	}

	private void add(String key, IterationResult iteration) {
		record(this.times, key, iteration.getPrimaryResult());
		record(this.cpuTimes, key, iteration.getSecondaryResults().get(CpuTimeProfiler.LABEL));
		record(this.bytes, key, iteration.getSecondaryResults().get(BYTES));
	}

	private static void record(Map<String, List<Double>> values, String key, Result<?> result) {
		values.computeIfAbsent(key, (absent) -> new ArrayList<>()).add(result.getScore());
	}

	private static String key(BenchmarkParams params) {
		StringBuilder key = new StringBuilder(params.getBenchmark().replaceAll(".*\\.", ""));
		params.getParamsKeys().forEach((name) -> key.append(' ').append(params.getParam(name)));
		return key.toString();
	}

	boolean has(String key) {
		return this.times.containsKey(key);
	}

	double time(String key) {
		return median(this.times.get(key));
	}

	double cpuTime(String key) {
		return median(this.cpuTimes.get(key));
	}

	double bytes(String key) {
		return median(this.bytes.get(key));
	}

	private static double median(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 != 0) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

}

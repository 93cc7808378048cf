package io.httpcache.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures the rows whose title matches, with their floors, and prints them as one table.
 * Each pass measures everything once, so that what disturbs the machine for a while
 * disturbs no row alone.
 */
public final class BenchmarkTable {

	private static final String FORMAT = "| %-46s | %9s | %9s | %7s | %7s | %9s | %9s | %-22s | %-3s |%n";

	private final Measurements measured = new Measurements();

	private BenchmarkTable() {
	}

	public static void main(String[] args) throws RunnerException {
		Pattern filter = Pattern.compile((args.length > 0) ? args[0] : "", Pattern.CASE_INSENSITIVE);
		List<Row> rows = Row.all().stream().filter((row) -> filter.matcher(row.title()).find()).toList();
		if (rows.isEmpty()) {
			throw new IllegalArgumentException(
					"No row matches; there are " + Row.all().stream().map(Row::title).toList());
		}
		BenchmarkTable table = new BenchmarkTable();
		for (int pass = 0; pass < setting("FORKS", 2); pass++) {
			table.measure(rows);
		}
		Set<String> wanted = keys(rows);
		table.print(Row.all().stream().filter((row) -> wanted.contains(row.benchmark())).toList());
	}

	private static Set<String> keys(List<Row> rows) {
		Set<String> keys = new TreeSet<>();
		rows.forEach((row) -> keys.addAll(List.of(row.benchmark(), row.floor())));
		return keys;
	}

	private static int setting(String name, int otherwise) {
		String value = System.getenv(name);
		return (value != null) ? Integer.parseInt(value) : otherwise;
	}

	private void measure(List<Row> rows) throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder().forks(1)
			.warmupIterations(setting("WARMUP", 5))
			.warmupTime(TimeValue.seconds(1))
			.measurementIterations(setting("ITERATIONS", 5))
			.measurementTime(TimeValue.seconds(1))
			.addProfiler(GCProfiler.class)
			.addProfiler(CpuTimeProfiler.class)
			.shouldFailOnError(true)
			.output("/dev/stderr");
		keys(rows).stream()
			.map((key) -> key.split(" ")[0])
			.distinct()
			.forEach((method) -> options.include("\\." + method + "$"));
		this.measured.add(new Runner(options.build()).run());
	}

	private void print(List<Row> rows) {
		System.out.printf(FORMAT, "what", "time ns", "cpu ns", "× time", "× cpu", "B/op", "+ B", "budget", "ok");
		System.out.println("|---|--:|--:|--:|--:|--:|--:|---|---|");
		rows.forEach(this::print);
		printGrowth();
	}

	private void print(Row row) {
		String key = row.benchmark();
		double time = this.measured.time(key) / this.measured.time(row.floor());
		double cpu = this.measured.cpuTime(key) / this.measured.cpuTime(row.floor());
		double bytes = this.measured.bytes(key);
		double floorBytes = this.measured.bytes(row.floor());
		boolean isFloor = key.equals(row.floor());
		String verdict = "";
		if (!row.budget().isNone()) {
			verdict = row.budget().allows(row.waits() ? time : cpu, bytes, floorBytes) ? "yes" : "NO";
		}
		System.out.printf(FORMAT, row.title(), whole(this.measured.time(key)), whole(this.measured.cpuTime(key)),
				isFloor ? "" : ratio(time), isFloor ? "" : ratio(cpu), whole(bytes),
				isFloor ? "" : whole(bytes - floorBytes), row.budget(), verdict);
	}

	/** What a million entries cost over a thousand. */
	private void printGrowth() {
		if (this.measured.has("hitEntries 1000000") && this.measured.has("caffeineGet 1000000")) {
			System.out.printf(
					"%nA million entries over a thousand: a hit takes %s ns more, Caffeine's get %s ns more%n",
					growth("hitEntries"), growth("caffeineGet"));
		}
	}

	private String growth(String benchmark) {
		return whole(this.measured.cpuTime(benchmark + " 1000000") - this.measured.cpuTime(benchmark + " 1000"));
	}

	private static String whole(double value) {
		return String.format(Locale.ROOT, "%,.0f", value);
	}

	private static String ratio(double value) {
		return String.format(Locale.ROOT, "%.2f", value);
	}

}

package io.httpcache.autoconfigure.metrics;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * One meter, or group of meters, for each constant of an enum, made on its first use and
 * then found without a search. Safe for use by several threads: a registry answers twice
 * with the same meter.
 *
 * @param <E> the enum
 * @param <M> the meters
 */
final class EnumMeters<E extends Enum<E>, M> {

	private final AtomicReferenceArray<M> meters;

	private final Function<E, M> factory;

	EnumMeters(Class<E> type, Function<E, M> factory) {
		this.meters = new AtomicReferenceArray<>(type.getEnumConstants().length);
		this.factory = factory;
	}

	M get(E constant) {
		M meter = this.meters.get(constant.ordinal());
		if (meter == null) {
			meter = this.factory.apply(constant);
			this.meters.set(constant.ordinal(), meter);
		}
		return meter;
	}

}

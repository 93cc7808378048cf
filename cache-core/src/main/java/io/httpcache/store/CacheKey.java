package io.httpcache.store;

/**
 * Under what responses are stored: a URI, which invalidation concerns, and a digest of
 * everything else that separates them (caller, partition, body). Immutable.
 */
public final class CacheKey {

	private final String uri;

	private final long partitionHigh;

	private final long partitionLow;

	/**
	 * A key.
	 * @param uri the normalised absolute URI
	 * @param partitionHigh the upper half of the digest, 0 with 0 for "nothing"
	 * @param partitionLow the lower half of the digest
	 */
	public CacheKey(String uri, long partitionHigh, long partitionLow) {
		this.uri = uri;
		this.partitionHigh = partitionHigh;
		this.partitionLow = partitionLow;
	}

	/**
	 * The URI that an invalidation names.
	 * @return the normalised absolute URI
	 */
	public String uri() {
		return this.uri;
	}

	/**
	 * The digest in hexadecimal digits.
	 * @return 32 digits, or an empty string when nothing separates the entry
	 */
	public String partition() {
		return (this.partitionHigh == 0 && this.partitionLow == 0) ? ""
				: "%016x%016x".formatted(this.partitionHigh, this.partitionLow);
	}

	/**
	 * Half of the digest, for those who need not see all of it.
	 * @return the lower half
	 */
	public long partitionLow() {
		return this.partitionLow;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof CacheKey that && this.partitionLow == that.partitionLow
				&& this.partitionHigh == that.partitionHigh && this.uri.equals(that.uri);
	}

	@Override
	public int hashCode() {
		return this.uri.hashCode() * 31 + Long.hashCode(this.partitionLow);
	}

	@Override
	public String toString() {
		return partition().isEmpty() ? this.uri : this.uri + " [" + partition() + "]";
	}

}

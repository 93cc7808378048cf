package io.httpcache.store;

/**
 * What came of an operation of a store.
 */
public enum StoreResult {

	/** A look-up found something. */
	FOUND,

	/** A look-up found nothing. */
	ABSENT,

	/** A look-up found bytes that are damaged, foreign or of another version. */
	CORRUPT,

	/** A change was made. */
	DONE,

	/**
	 * A response was not stored, because an invalidation came between or it is no use.
	 */
	REFUSED,

	/** The store failed. */
	FAILED

}

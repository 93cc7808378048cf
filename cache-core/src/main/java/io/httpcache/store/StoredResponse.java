package io.httpcache.store;

import java.util.Set;

import io.httpcache.engine.ResponseFacts;
import io.httpcache.engine.StoredCandidate;
import io.httpcache.http.Fields;

/**
 * A complete response as it is stored. Immutable; the arrays and lists it hands out are
 * shared and must not be changed.
 */
public final class StoredResponse implements StoredCandidate {

	/**
	 * Bytes of heap beside the contents of the two arrays, as measured: this object 48,
	 * the facts 96, the fields 16, two heads of arrays 32, padding 8.
	 */
	private static final int OVERHEAD = 200;

	private final String method;

	private final int status;

	private final CompactFields fields;

	private final byte[] body;

	private final ResponseFacts facts;

	private final long keepUntil;

	private final String route;

	private final Set<String> tags;

	/**
	 * A response.
	 * @param method the method of the request, upper case
	 * @param status the status
	 * @param fields the fields to store
	 * @param body the whole body, not to be changed any more
	 * @param facts what was read from the fields
	 * @param keepUntil the moment after which it is of no more use, in epoch milliseconds
	 * @param route the name of the route
	 * @param tags its labels
	 */
	public StoredResponse(String method, int status, Fields fields, byte[] body, ResponseFacts facts, long keepUntil,
			String route, Set<String> tags) {
		this.method = method;
		this.status = status;
		this.fields = CompactFields.copyOf(fields);
		this.body = body;
		this.facts = facts;
		this.keepUntil = keepUntil;
		this.route = route;
		this.tags = Set.copyOf(tags);
	}

	@Override
	public String method() {
		return this.method;
	}

	@Override
	public int status() {
		return this.status;
	}

	@Override
	public CompactFields fields() {
		return this.fields;
	}

	@Override
	public ResponseFacts facts() {
		return this.facts;
	}

	@Override
	public long bodyLength() {
		return this.body.length;
	}

	/**
	 * The body.
	 * @return the shared array
	 */
	public byte[] body() {
		return this.body;
	}

	/**
	 * The moment after which the response is of no more use.
	 * @return epoch milliseconds
	 */
	public long keepUntil() {
		return this.keepUntil;
	}

	/**
	 * The route that it was stored under.
	 * @return the name
	 */
	public String route() {
		return this.route;
	}

	/**
	 * Its labels.
	 * @return an immutable set
	 */
	public Set<String> tags() {
		return this.tags;
	}

	/**
	 * The same response with new metadata (RFC 9111 §4.3.4).
	 * @param fields the updated fields
	 * @param facts what was read from them
	 * @param keepUntil the moment after which it is of no more use
	 * @return a response that shares the body
	 */
	public StoredResponse freshened(Fields fields, ResponseFacts facts, long keepUntil) {
		return new StoredResponse(this.method, this.status, fields, this.body, facts, keepUntil, this.route, this.tags);
	}

	/**
	 * The same response, stale from now on.
	 * @return a response that shares the body
	 */
	public StoredResponse asExpired() {
		return new StoredResponse(this.method, this.status, this.fields, this.body, this.facts.asExpired(),
				this.keepUntil, this.route, this.tags);
	}

	/**
	 * Whether this response takes the place of another one under the same key: it is
	 * selected by the same request fields (RFC 9111 §4.1), and a whole response takes the
	 * place of a HEAD's, never the reverse.
	 * @param other a stored response
	 * @return {@code true} when it does
	 */
	public boolean replaces(StoredResponse other) {
		return this.facts.varyNames().equals(other.facts.varyNames())
				&& this.facts.varyValues().equals(other.facts.varyValues())
				&& (this.method.equals(other.method) || other.method.equals("HEAD"));
	}

	/**
	 * What the response weighs: body, fields and a fixed share for the rest.
	 * @return the weight in bytes
	 */
	public int weight() {
		return this.body.length + this.fields.encodedLength() + OVERHEAD;
	}

}

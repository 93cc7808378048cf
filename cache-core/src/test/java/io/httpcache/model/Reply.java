package io.httpcache.model;

import org.springframework.http.HttpHeaders;

/**
 * How the origin answers a GET, if it is asked.
 *
 * @param fault what goes wrong
 * @param status the status, unless the answer is a 304
 * @param control {@code Cache-Control}, or {@code null}
 * @param age {@code Age} in seconds
 * @param tagged whether there is an entity tag
 */
record Reply(Fault fault, int status, Control control, int age, boolean tagged) {

	HttpHeaders headers(int version) {
		HttpHeaders headers = new HttpHeaders();
		if (this.control != null) {
			headers.set("Cache-Control", this.control.toString());
		}
		if (this.age > 0) {
			headers.set("Age", Integer.toString(this.age));
		}
		if (this.tagged) {
			headers.set("ETag", tag(version));
		}
		return headers;
	}

	static String tag(int version) {
		return "\"" + version + "\"";
	}

	String body(int version) {
		return "version " + version;
	}

	/** The line of a scenario. */
	@Override
	public String toString() {
		if (this.fault == Fault.DOWN) {
			return "origin down";
		}
		return "origin " + this.status + ((this.control != null) ? " | Cache-Control: " + this.control : "")
				+ ((this.age > 0) ? " | Age: " + this.age : "") + (this.tagged ? " | ETag" : "")
				+ ((this.fault == Fault.CUT) ? " | cut" : "");
	}

	/** What goes wrong. */
	enum Fault {

		/** Nothing. */
		NONE,

		/** There is no answer. */
		DOWN,

		/** The body ends early. */
		CUT

	}

	/**
	 * Freshness in seconds, -1 where a directive is absent.
	 *
	 * @param maxAge {@code max-age}
	 * @param whileRevalidate {@code stale-while-revalidate}
	 * @param ifError {@code stale-if-error}
	 * @param flag one directive more, or nothing
	 */
	record Control(int maxAge, int whileRevalidate, int ifError, String flag) {

		static final Control ABSENT = new Control(-1, -1, -1, "");

		boolean has(String directive) {
			return this.flag.equals(directive);
		}

		@Override
		public String toString() {
			StringBuilder text = new StringBuilder("x");
			append(text, "max-age", this.maxAge);
			append(text, "stale-while-revalidate", this.whileRevalidate);
			append(text, "stale-if-error", this.ifError);
			return text.append(this.flag.isEmpty() ? "" : ", ").append(this.flag).toString();
		}

		private static void append(StringBuilder text, String directive, int seconds) {
			if (seconds >= 0) {
				text.append(", ").append(directive).append('=').append(seconds);
			}
		}

	}

}

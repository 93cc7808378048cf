package io.httpcache.model;

/**
 * One thing that happens. Its text is a line or two of a scenario.
 */
sealed interface Step {

	/**
	 * A GET.
	 *
	 * @param path the path
	 * @param directive a directive of the request, or nothing
	 * @param seconds its argument
	 * @param reply what the origin answers if it is asked
	 */
	record Get(String path, String directive, int seconds, Reply reply) implements Step {

		boolean asks(String name) {
			return this.directive.equals(name);
		}

		String control() {
			return switch (this.directive) {
				case "", "no-cache", "no-store", "only-if-cached" -> this.directive;
				default -> this.directive + "=" + this.seconds;
			};
		}

		@Override
		public String toString() {
			return "GET " + this.path + (this.directive.isEmpty() ? "" : " | Cache-Control: " + control()) + "\n  "
					+ this.reply;
		}

	}

	/**
	 * A POST that changes the resource where it succeeds.
	 *
	 * @param path the path
	 * @param status the status of the answer
	 */
	record Write(String path, int status) implements Step {

		@Override
		public String toString() {
			return "POST " + this.path + "\n  origin " + this.status;
		}

	}

	/**
	 * Somebody else changes the resource.
	 *
	 * @param path the path
	 */
	record Change(String path) implements Step {

		@Override
		public String toString() {
			return "# " + this.path + " changes";
		}

	}

	/**
	 * Time passes.
	 *
	 * @param millis how much
	 */
	record Wait(long millis) implements Step {

		@Override
		public String toString() {
			return "wait " + this.millis + "ms";
		}

	}

	/**
	 * A call of the cache.
	 *
	 * @param call {@code evict} or {@code expire}
	 * @param path the path
	 */
	record Call(String call, String path) implements Step {

		@Override
		public String toString() {
			return this.call + " " + this.path;
		}

	}

}

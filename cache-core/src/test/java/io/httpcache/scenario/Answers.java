package io.httpcache.scenario;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.httpcache.scenario.Scenario.Line;
import io.httpcache.test.Gate;
import io.httpcache.test.MutableClock;
import io.httpcache.test.OriginRequest;
import io.httpcache.test.Reply;

/**
 * What the origin does while one request is played: a queue of answers, and the requests
 * that took them.
 */
final class Answers {

	private final MutableClock clock;

	private final int port;

	/** Where late answers wait until the caller has its own. */
	private final Gate late = new Gate();

	private final List<Line> script = new ArrayList<>();

	private final List<OriginRequest> taken = new ArrayList<>();

	Answers(MutableClock clock, int port) {
		this.clock = clock;
		this.port = port;
	}

	synchronized void add(Line line) {
		this.script.add(line);
	}

	/** Called for each request at the origin; {@code null} where nobody expected it. */
	synchronized @Nullable Reply next(OriginRequest request) {
		this.taken.add(request);
		return (this.taken.size() <= this.script.size()) ? reply(this.script.get(this.taken.size() - 1)) : null;
	}

	void release() {
		this.late.open();
	}

	synchronized List<OriginRequest> taken() {
		return List.copyOf(this.taken);
	}

	synchronized int expected() {
		return this.script.size();
	}

	private Reply reply(Line line) {
		Reply reply = reply(line.parts());
		return line.word().equals("late") ? reply.waitBeforeHead(this.late) : reply;
	}

	private Reply reply(List<String> parts) {
		String head = parts.get(0);
		if (head.equals("reset")) {
			return Reply.of(200).reset();
		}
		int space = head.indexOf(' ');
		Reply reply = Reply.of(Integer.parseInt((space < 0) ? head : head.substring(0, space)));
		if (space > 0) {
			String body = ScenarioValues.body(head.substring(space));
			reply.body((body != null) ? body : "");
		}
		for (String part : parts.subList(1, parts.size())) {
			apply(reply, part);
		}
		return reply;
	}

	private void apply(Reply reply, String part) {
		int colon = part.indexOf(':');
		if (colon > 0 && !part.substring(0, colon).contains(" ")) {
			String value = part.substring(colon + 1)
				.strip()
				.replace("{origin}", "http://127.0.0.1:" + this.port)
				.replace("{other}", "http://localhost:" + this.port);
			reply.header(part.substring(0, colon), ScenarioValues.dates(value, this.clock.instant()));
			return;
		}
		String[] words = part.split(" ");
		switch (words[0]) {
			case "no" -> reply.withoutDate();
			case "takes" -> this.clock.advance(ScenarioValues.duration(words[1]));
			case "cut" -> reply.cutAfter(Long.parseLong(words[1]));
			case "reset" -> reply.resetAfter(Long.parseLong(words[1]));
			case "length" -> reply.contentLength(Long.parseLong(words[1]));
			case "chunked" -> reply.chunked();
			case "endless" -> reply.chunkedWithoutEnd();
			case "until-close" -> reply.untilClose();
			default -> throw new IllegalArgumentException("No such answer: " + part);
		}
	}

}

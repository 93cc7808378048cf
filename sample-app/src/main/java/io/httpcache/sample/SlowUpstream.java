package io.httpcache.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The API that the sample calls, so that nothing else need run: on a port of its own, as
 * slow as a distant one, and easy to switch off. Your application has no such class.
 */
@Component
class SlowUpstream implements SmartLifecycle {

	private final JsonMapper json = JsonMapper.shared();

	private final List<Product> products = new CopyOnWriteArrayList<>(List.of(product("Teapot", "24.90")));

	private final AtomicInteger requests = new AtomicInteger();

	private final InetSocketAddress address;

	private volatile Duration delay;

	private @Nullable HttpServer server;

	private @Nullable ExecutorService threads;

	SlowUpstream(@Value("${upstream.port}") int port, @Value("${upstream.delay}") Duration delay) {
		this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
		this.delay = delay;
	}

	/** Makes it answer later, or sooner. */
	void delay(Duration delay) {
		this.delay = delay;
	}

	/** How many requests have reached it. */
	int requests() {
		return this.requests.get();
	}

	@Override
	public synchronized void start() {
		try {
			this.server = HttpServer.create(this.address, 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The upstream of the sample needs port " + this.address.getPort()
					+ "; choose another one with --upstream.port=…", ex);
		}
		this.threads = Executors.newCachedThreadPool();
		this.server.setExecutor(this.threads);
		this.server.createContext("/products", slowly(this::products));
		this.server.createContext("/cart", slowly(this::cart));
		this.server.createContext("/rates/", slowly(this::rates));
		this.server.start();
	}

	@Override
	public synchronized void stop() {
		if (this.server != null && this.threads != null) {
			this.server.stop(0);
			this.threads.shutdownNow();
			this.server = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.server != null;
	}

	private HttpHandler slowly(HttpHandler handler) {
		return (exchange) -> {
			this.requests.incrementAndGet();
			try (exchange) {
				Thread.sleep(this.delay.toMillis());
				handler.handle(exchange);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		};
	}

	/** An API that says how long its answers may be used. */
	private void products(HttpExchange exchange) throws IOException {
		if (exchange.getRequestMethod().equals("POST")) {
			Product posted = this.json.readValue(exchange.getRequestBody(), Product.class);
			Product product = new Product(this.products.size() + 1, posted.name(), posted.price());
			this.products.add(product);
			answer(exchange, 201, "no-store", product);
		}
		else {
			answer(exchange, 200, "max-age=60", this.products);
		}
	}

	/** An API that answers each user differently, on one URL. */
	private void cart(HttpExchange exchange) throws IOException {
		String user = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")).replace("Bearer ", "");
		answer(exchange, 200, "private, max-age=60", "The cart of " + user);
	}

	/** An API that says nothing about caching, like so many. */
	private void rates(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		answer(exchange, 200, null, new RatesClient.Rate(path.substring(path.lastIndexOf('/') + 1), 1.0842));
	}

	private void answer(HttpExchange exchange, int status, @Nullable String cacheControl, Object body)
			throws IOException {
		byte[] bytes = this.json.writeValueAsBytes(body);
		if (cacheControl != null) {
			exchange.getResponseHeaders().set("Cache-Control", cacheControl);
		}
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
	}

	private static Product product(String name, String price) {
		return new Product(1, name, new BigDecimal(price));
	}

}

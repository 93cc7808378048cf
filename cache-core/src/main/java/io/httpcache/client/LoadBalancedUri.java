package io.httpcache.client;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * Recognises what a client-side load balancer does to a URI: the key then is the URI as
 * it was asked for, for all instances share it. Only Spring Cloud's own is recognised, by
 * its class; whatever else rewrites a URI may write a tenant into it.
 *
 * @param asked the URI before the load balancer
 * @param sent the URI after it
 */
public record LoadBalancedUri(URI asked, URI sent) {

	private static final String ATTRIBUTE = LoadBalancedUri.class.getName();

	/**
	 * Whether a class is one of Spring Cloud's load balancers.
	 * @param type the class of an interceptor or filter
	 * @return {@code true} when it is
	 */
	public static boolean isLoadBalancer(Class<?> type) {
		return type.getName().startsWith("org.springframework.cloud.client.loadbalancer.");
	}

	/**
	 * Notes what a load balancer did.
	 * @param asked the URI before it
	 * @param sent the URI after it
	 * @param attributes the attributes of the request
	 */
	public static void record(URI asked, URI sent, Map<String, Object> attributes) {
		attributes.put(ATTRIBUTE, new LoadBalancedUri(asked, sent));
	}

	/**
	 * The URI to key a request by.
	 * @param wire the URI as it is sent
	 * @param attributes the attributes of the request
	 * @return the URI as it was asked for if nothing but a load balancer changed it
	 */
	public static URI keyUri(URI wire, Map<String, Object> attributes) {
		return (!attributes.isEmpty() && attributes.get(ATTRIBUTE) instanceof LoadBalancedUri balanced
				&& balanced.sent().equals(wire) && balanced.keepsPathAndQuery()) ? balanced.asked() : wire;
	}

	private boolean keepsPathAndQuery() {
		return Objects.equals(this.asked.getRawPath(), this.sent.getRawPath())
				&& Objects.equals(this.asked.getRawQuery(), this.sent.getRawQuery());
	}

}

package io.httpcache.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.webclient.autoconfigure.WebClientSsl;

/**
 * Lets the cache know which bundle a client is given after it was put on that client.
 */
final class WebClientSslPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<ReactiveTransports> transports;

	WebClientSslPostProcessor(ObjectProvider<ReactiveTransports> transports) {
		this.transports = transports;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof WebClientSsl ssl) ? ReactiveTransports.observe(ssl, this.transports::getObject) : bean;
	}

}

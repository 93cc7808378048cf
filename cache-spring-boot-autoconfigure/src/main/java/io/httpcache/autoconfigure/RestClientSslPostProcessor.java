package io.httpcache.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.restclient.autoconfigure.RestClientSsl;

/**
 * Lets the cache know which bundle a client is given after it was put on that client.
 */
final class RestClientSslPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<BlockingTransports> transports;

	RestClientSslPostProcessor(ObjectProvider<BlockingTransports> transports) {
		this.transports = transports;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof RestClientSsl ssl) ? BlockingTransports.observe(ssl, this.transports::getObject) : bean;
	}

}

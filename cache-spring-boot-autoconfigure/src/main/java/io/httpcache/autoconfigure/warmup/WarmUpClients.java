package io.httpcache.autoconfigure.warmup;

import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.registry.HttpServiceProxyRegistry;

/**
 * The clients of an application by the names that a warm-up has for them: a
 * {@code RestClient}, {@code RestTemplate} or {@code WebClient} by the name of its bean,
 * a group of HTTP interfaces by its own name or by that of one of its interfaces. Creates
 * no bean before it is asked for a client.
 */
public final class WarmUpClients {

	private static final boolean WEB_CLIENT_PRESENT = ClassUtils
		.isPresent("org.springframework.web.reactive.function.client.WebClient", WarmUpClients.class.getClassLoader());

	private final ListableBeanFactory beanFactory;

	/**
	 * The clients of an application.
	 * @param beanFactory where its beans are
	 */
	public WarmUpClients(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * The names that a warm-up may use.
	 * @return the names, sorted
	 */
	public Collection<String> names() {
		Collection<String> names = new TreeSet<>(beans());
		names.addAll(groups().keySet());
		return names;
	}

	private Collection<String> beans() {
		Collection<String> names = new TreeSet<>(names(RestClient.class));
		names.addAll(names(RestTemplate.class));
		if (WEB_CLIENT_PRESENT) {
			names.addAll(names(Reactive.type()));
		}
		return names;
	}

	private Collection<String> names(Class<?> type) {
		return Arrays.asList(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, true, false));
	}

	/**
	 * Groups of HTTP interfaces by all that they can be called. Spring names the bean of
	 * an interface {@code group#type}.
	 */
	private Map<String, String> groups() {
		Map<String, String> groups = new TreeMap<>();
		Map<String, String> byInterface = new TreeMap<>();
		for (String bean : this.beanFactory.getBeanDefinitionNames()) {
			int hash = bean.indexOf('#');
			if (hash > 0) {
				String group = bean.substring(0, hash);
				groups.put(bean, group);
				groups.put(group, group);
				// Two interfaces of one name in two groups are nobody's
				byInterface.merge(simpleName(bean.substring(hash + 1)), group,
						(first, second) -> first.equals(second) ? first : "");
			}
		}
		byInterface.forEach((name, group) -> {
			if (!group.isEmpty()) {
				groups.putIfAbsent(name, group);
			}
		});
		return groups;
	}

	private static String simpleName(String type) {
		return Introspector.decapitalize(type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1));
	}

	/**
	 * Whether a bean is an HTTP interface that the application implemented by hand, so
	 * that nobody knows its client.
	 * @param name the name of a bean
	 * @return {@code true} when it is
	 */
	public boolean isHandMadeInterface(String name) {
		Class<?> type = this.beanFactory.containsBean(name) ? this.beanFactory.getType(name, false) : null;
		return type != null && !groups().containsKey(name)
				&& Arrays.stream(ClassUtils.getAllInterfacesForClass(type)).anyMatch(WarmUpClients::isHttpInterface);
	}

	private static boolean isHttpInterface(Class<?> type) {
		for (Method method : type.getMethods()) {
			if (AnnotatedElementUtils.hasAnnotation(method, HttpExchange.class)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A client.
	 * @param name one of {@link #names()}
	 * @return the client, or {@code null} when there is none
	 */
	@Nullable WarmUpClient find(String name) {
		if (beans().contains(name)) {
			return client(this.beanFactory.getBean(name));
		}
		String group = groups().get(name);
		if (group == null) {
			return null;
		}
		// Configures the groups, where nobody has needed one of them yet
		this.beanFactory.getBeanProvider(HttpServiceProxyRegistry.class).ifAvailable((registry) -> {
		});
		return this.beanFactory.getBean(HttpServiceGroupClients.class).find(group);
	}

	private static WarmUpClient client(Object bean) {
		if (bean instanceof RestClient client) {
			return new RestWarmUpClient(client);
		}
		return (bean instanceof RestTemplate template) ? new RestWarmUpClient(RestClient.create(template))
				: Reactive.client(bean);
	}

	/** Loaded only where there is a {@code WebClient}. */
	private static final class Reactive {

		private Reactive() {
		}

		static Class<?> type() {
			return WebClient.class;
		}

		static WarmUpClient client(Object bean) {
			return new ReactiveWarmUpClient((WebClient) bean);
		}

	}

}

package io.httpcache.model;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Plays as many sequences as the system property {@code model.tries} says.
 */
class ModelTries implements AroundPropertyHook {

	@Override
	public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property)
			throws Throwable {
		Integer tries = Integer.getInteger("model.tries");
		if (tries != null) {
			context.attributes().setTries(tries);
		}
		return property.execute();
	}

}

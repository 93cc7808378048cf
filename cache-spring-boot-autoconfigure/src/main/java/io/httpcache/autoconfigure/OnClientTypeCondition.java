package io.httpcache.autoconfigure;

import java.util.EnumSet;
import java.util.Set;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

import io.httpcache.autoconfigure.HttpCacheProperties.ClientType;

/**
 * Condition for {@link ConditionalOnClientType}.
 */
class OnClientTypeCondition extends SpringBootCondition {

	private static final Bindable<Set<ClientType>> CLIENT_TYPES = Bindable.setOf(ClientType.class);

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ClientType type = metadata.getAnnotations()
			.get(ConditionalOnClientType.class)
			.getEnum("value", ClientType.class);
		Binder binder = Binder.get(context.getEnvironment());
		Set<ClientType> applyTo = binder.bind("httpcache.apply-to", CLIENT_TYPES)
			.orElseGet(() -> EnumSet.allOf(ClientType.class));
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnClientType.class);
		return applyTo.contains(type) ? ConditionOutcome.match(message.foundExactly(type))
				: ConditionOutcome.noMatch(message.because("httpcache.apply-to names " + applyTo));
	}

}

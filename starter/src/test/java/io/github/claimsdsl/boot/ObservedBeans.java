package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.LockedException;

import io.github.claimsdsl.spring.SpringUser;
import io.github.claimsdsl.spring.UserSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners that keep what they are told, in a server whose user can be locked.
 */
final class ObservedBeans {

	private ObservedBeans() {
	}

	@Configuration(proxyBeanMethods = false)
	static class Metrics {

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		ObservationRegistry observationRegistry(MeterRegistry meters) {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
			return registry;
		}

	}

	static class Audit implements UserSource<SpringUser> {

		final List<AuditEvent> events = new ArrayList<>();

		boolean denied;

		boolean failing;

		boolean locked;

		@EventListener
		void on(AuditApplicationEvent event) {
			this.events.add(event.getAuditEvent());
		}

		AuditEvent take() {
			assertThat(this.events).hasSize(1);
			return this.events.remove(0);
		}

		@Override
		public SpringUser loadUser(String name) {
			if (this.locked) {
				throw new LockedException("locked");
			}
			return new SpringUser(name, List.of(), List.of());
		}

	}

}

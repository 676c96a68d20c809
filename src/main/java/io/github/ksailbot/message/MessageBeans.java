package io.github.ksailbot.message;

import io.github.ksailbot.workflow.VerdictMessages;
import io.github.ksailbot.workflow.command.CommandMessages;
import io.github.ksailbot.workflow.deliver.DeliveryMessages;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the writer of messages with the version that this is. */
final class MessageBeans {

    @Produces
    @Singleton
    VerdictMessages messages(@ConfigProperty(name = "quarkus.application.version") String version) {
        return new MarkdownVerdictMessages(version);
    }

    @Produces
    @Singleton
    DeliveryMessages deliveryMessages(@ConfigProperty(name = "quarkus.application.version") String version) {
        return new MarkdownDeliveryMessages(version);
    }

    @Produces
    @Singleton
    CommandMessages commandMessages(@ConfigProperty(name = "quarkus.application.version") String version) {
        return new MarkdownCommandMessages(version);
    }
}

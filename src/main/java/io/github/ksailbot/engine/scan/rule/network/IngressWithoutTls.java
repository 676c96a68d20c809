package io.github.ksailbot.engine.scan.rule.network;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.ObjectRule;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import org.jspecify.annotations.Nullable;

/** C-0263: nobody can read what goes through an Ingress. Passes with {@code spec.tls}, whatever it says. */
final class IngressWithoutTls implements ObjectRule {
    @Override
    public @Nullable Alert judge(ScanObject object, ControlInputs inputs) {
        return object.isKind("Ingress") && !Json.isTruthy(object.fields(), "spec", "tls")
                ? Alert.on(object, "This Ingress serves without TLS.").fix("spec.tls", "<your-tls-definition>")
                : null;
    }
}

package io.github.ksailbot.engine.scan.rule.account;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.NamedObjects;
import io.github.ksailbot.engine.scan.rule.Namespaces;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * C-0034, C-0190: a pod that does not talk to the API server gets no token for it. What the pod says counts before what its
 * account says; without either, and for an account that is not there, a token is mounted.
 */
final class MountsToken implements Rule {
    private static final String FIELD = "automountServiceAccountToken";
    private static final String ACCOUNT = "serviceAccountName";

    @Override
    public List<Alert> evaluate(RuleInput input) {
        NamedObjects accounts = new NamedObjects(input, "ServiceAccount");
        return PodSpec.all(input.objects()).stream()
                .map(pod -> judge(pod, accounts))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Alert judge(PodSpec pod, NamedObjects accounts) {
        Object mounts = pod.at(FIELD);
        if (Boolean.FALSE.equals(mounts)) {
            return null;
        }
        String path = pod.path(FIELD);
        Alert alert = Alert.on(pod.owner(), "The pod gets a token for the API server.")
                .fix(path, "false");
        if (Boolean.TRUE.equals(mounts)) {
            return alert.failed(path);
        }
        Object name = Json.isTruthy(pod.fields(), ACCOUNT) ? pod.fields().get(ACCOUNT) : "default";
        List<ScanObject> own = accounts.get("ServiceAccount", Namespaces.of(pod.owner()), name);
        boolean isMounted = own.isEmpty() || own.stream().anyMatch(account -> !Json.isFalse(account.fields(), FIELD));
        return isMounted ? alert : null;
    }
}

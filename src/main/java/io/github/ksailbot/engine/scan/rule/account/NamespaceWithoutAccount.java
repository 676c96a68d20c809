package io.github.ksailbot.engine.scan.rule.account;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Namespaces;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * C-0189: workloads of a namespace have accounts of their own. Passes with a ServiceAccount in the namespace that is not
 * called {@code default}.
 */
final class NamespaceWithoutAccount implements Rule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        Set<Object> withAccounts = input.ofKind("ServiceAccount").stream()
                .filter(account -> !account.name().isEmpty() && !account.name().equals("default"))
                .map(Namespaces::of)
                .collect(Collectors.toSet());
        return tested(input).stream()
                .filter(namespace -> !withAccounts.contains(namespace.name()))
                .map(namespace -> Alert.on(
                        namespace, "Namespace `" + namespace.name() + "` has no service account but `default`."))
                .toList();
    }

    @Override
    public List<ScanObject> tested(RuleInput input) {
        return input.ofKind("Namespace");
    }
}

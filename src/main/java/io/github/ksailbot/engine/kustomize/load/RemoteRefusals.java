package io.github.ksailbot.engine.kustomize.load;

import io.github.ksailbot.engine.kustomize.remote.Fetched.Reason;
import io.github.ksailbot.engine.kustomize.remote.Fetched.Refusal;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.manifest.ScalarNode;

/** Says what an address means, and why it was not fetched. */
final class RemoteRefusals {
    private RemoteRefusals() {}

    /**
     * @param what it means to kustomize: {@code the directory `a` of …}
     */
    static BuildException of(ScalarNode address, String what, Refusal<?> refusal) {
        String message = "`%s` is %s. It was not fetched: %s.".formatted(address.text(), what, refusal.why());
        return refusal.reason() == Reason.ABSENT
                ? BuildException.of("kustomize/remote-missing", message, address.origin())
                        .withFix("Correct the address or its `ref`.")
                : BuildException.unchecked("kustomize/remote-resource", message, address.origin())
                        .withFix("Copy it into this repository, and name the copy here"
                                + (refusal.reason() == Reason.NOT_ALLOWED
                                        ? "; or have its host allowed (`ksail-bot.fetch.hosts`, or `--fetch`)."
                                        : "."));
    }
}

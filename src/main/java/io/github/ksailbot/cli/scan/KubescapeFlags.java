package io.github.ksailbot.cli.scan;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Flags of Kubescape that a script may still have: those that ask for nothing are taken, the others are refused with the reason. */
final class KubescapeFlags {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Option(names = "--keep-local", hidden = true, description = "Nothing is ever sent anywhere.")
    private boolean keepLocal;

    @Option(names = "--format-version", hidden = true, description = "Of JSON; there is v2 only.")
    void setFormatVersion(String version) {
        if (!version.equals("v2")) {
            refuse("--format-version " + version + ": the JSON report has the shape of version v2");
        }
    }

    @Option(
            names = {"--use-from", "--use-artifacts-from"},
            hidden = true,
            description = "Policies are built in.")
    void setPolicies(String place) {
        refuse("--use-from " + place
                + ": Kubescape's controls are built in; name own ones by --controls, exceptions by --exceptions"
                + " and lists by --controls-config");
    }

    @Option(
            names = {"--submit", "--account", "--server", "--access-key"},
            hidden = true,
            description = "Nothing is ever sent anywhere.",
            arity = "0..1")
    void setSubmit(String ignored) {
        refuse("--submit, --account, --server, --access-key: a scan stays here, nothing is sent anywhere");
    }

    boolean isKeptLocal() {
        return keepLocal;
    }

    private void refuse(String reason) {
        throw new ParameterException(spec.commandLine(), reason);
    }
}

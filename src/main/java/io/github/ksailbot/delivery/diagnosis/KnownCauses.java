package io.github.ksailbot.delivery.diagnosis;

import io.github.ksailbot.delivery.diagnosis.Diagnosis.Cause;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is known to go wrong, how to recognise it, and what to do about it. The first rule that fits a symptom counts. */
final class KnownCauses {
    private static final int MESSAGE_LENGTH = 600;
    private static final int MOST = 10;
    /** Some rules look twice at each character of a message, which others may have written. */
    static final int SEARCHED = 8_000;

    private static final Set<String> SOURCES =
            Set.of("OCIRepository", "GitRepository", "HelmRepository", "HelmChart", "Bucket");
    private static final Pattern NAMESPACED =
            Pattern.compile("\\b([A-Z][A-Za-z]{2,40})/([a-z0-9][a-z0-9.-]{0,252})/([a-z0-9][a-z0-9.:-]{0,252})");
    private static final Pattern CLUSTER_SCOPED = Pattern.compile(
            "\\b(Namespace|ClusterRole|ClusterRoleBinding|CustomResourceDefinition|StorageClass|PriorityClass"
                    + "|[A-Z][A-Za-z]+WebhookConfiguration)/([a-z0-9][a-z0-9.:-]{0,252})");

    /**
     * How one cause is recognised.
     *
     * @param sources whether it is one of sources alone
     * @param text found in {@code reason: message}
     */
    private record Rule(String title, boolean sources, Pattern text, String advice) {}

    private static final List<Rule> RULES = List.of(
            ofSource(
                    "The source cannot authenticate",
                    "AuthenticationFailed|\\b40[13]\\b|unauthori[sz]ed|authentication (?:is )?required"
                            + "|access denied|denied: |permission denied|invalid credentials|could not read Username",
                    "Renew the pull credentials in the cluster: the Secret that the source's `spec.secretRef` names must"
                            + " hold a token that may read this repository, for this host."),
            ofSource(
                    "The artifact is not signed as the cluster demands",
                    "VerificationError|no matching signatures|signature verification|no signatures found",
                    "Sign the artifact with the key or identity that `spec.verify` of the source names, or correct that."),
            ofSource(
                    "The artifact is not in the registry",
                    "manifest unknown|MANIFEST_UNKNOWN|NAME_UNKNOWN|name unknown|repository .* not found|does not exist",
                    "Push it with `/ksail push ENV`, and compare the source's URL and tag with the environment's."),
            of(
                    "A Secret cannot be decrypted",
                    "(?i)\\bsops\\b|failed to decrypt|decryption failed|error decrypting|no identity matched"
                            + "|cannot get sops data key|mac mismatch",
                    "The cluster needs the private key of one of the file's recipients: check `spec.decryption` of the"
                            + " Kustomization and the Secret that it names (KSail's is `sops-age`), or encrypt the file"
                            + " again with `sops updatekeys`."),
            of(
                    "Helm has run out of retries",
                    "RetriesExceeded|retries exhausted|exhausted .*retries|Failed to (?:install|upgrade) after \\d+ attempt",
                    "Read why the last try failed, correct it in the chart's values, and merge; a new generation tries"
                            + " again. Without a change: `flux reconcile helmrelease NAME -n NAMESPACE --reset --force`."),
            of(
                    "Another Helm operation holds the release",
                    "another operation \\(install/upgrade/rollback\\) is in progress|pending-(?:install|upgrade|rollback)",
                    "If none runs, the last one was killed: `helm rollback` to the last good revision, then reconcile."),
            of(
                    "Custom resources come before their definitions",
                    "no matches for kind|ensure CRDs are installed first|the server could not find the requested resource"
                            + "|could not find the requested API",
                    "Deliver the CustomResourceDefinition in a Kustomization of its own and let this one depend on it"
                            + " (`spec.dependsOn`), or correct the `apiVersion`."),
            of(
                    "A field cannot be changed",
                    "field is immutable|is immutable after|updates to statefulset spec for fields other than"
                            + "|may not be changed|cannot change roleRef|spec\\.clusterIPs?: Invalid value",
                    "Take the change back, or let the object be replaced: give it another name, delete it first, or set"
                            + " `kustomize.toolkit.fluxcd.io/force: enabled` on it if losing it for a moment is all right."),
            of(
                    "Two owners fight over an object",
                    "conflict with \"|Apply failed with \\d+ conflict|conflicts? with field manager|SharedResourceWarning"
                            + "|is part of applications",
                    "Let one of them own the object or the field: remove it from the other's manifests, or exclude the"
                            + " field there."),
            of(
                    "Admission refused an object",
                    "admission webhook .* denied the request|denied the request|violates PodSecurity"
                            + "|ValidatingAdmissionPolicy .* denied|denied by policy",
                    "Change the manifest so that it keeps the policy, or the policy so that it allows this; the message"
                            + " says which rule it was."),
            of(
                    "An admission webhook does not answer",
                    "failed calling webhook|failed to call webhook",
                    "The controller behind the webhook is not ready: look at its pods, and let this Kustomization depend"
                            + " on the one that installs it."),
            of(
                    "A quota is used up",
                    "exceeded quota|must specify (?:limits|requests)\\.|quota exceeded",
                    "Raise the ResourceQuota of the namespace or ask for less: `kubectl describe quota -n NAMESPACE`."),
            of(
                    "A pod does not fit on any node",
                    "Unschedulable|FailedScheduling|\\d+/\\d+ nodes are available|didn't match Pod's node affinity"
                            + "|untolerated taint|Insufficient (?:cpu|memory)|unbound immediate PersistentVolumeClaims",
                    "Ask for less CPU or memory, add a node, or correct node selectors, tolerations and volumes; the"
                            + " message counts what stood in the way on each node."),
            of(
                    "An image cannot be pulled",
                    "ImagePullBackOff|ErrImagePull|InvalidImageName|ErrImageNeverPull|Failed to pull image"
                            + "|Back-off pulling image|pull access denied",
                    "Check that the tag exists, that its name is right, and that the pod's `imagePullSecrets` may read it."),
            of(
                    "A container needs more memory than it may use",
                    "OOMKilled",
                    "Raise `resources.limits.memory` of the container, or let the program use less."),
            of(
                    "A container refers to what is not there",
                    "CreateContainerConfigError|(?:configmap|secret) \"[^\"]+\" not found|couldn't find key|FailedMount",
                    "Deliver the ConfigMap or Secret, or correct its name or key in the manifest."),
            of(
                    "A container crashes again and again",
                    "CrashLoopBackOff|Back-off restarting failed container|RunContainerError|CreateContainerError",
                    "Read the last lines of its log below; `kubectl logs POD -n NAMESPACE --previous` has the rest."),
            of(
                    "A probe fails",
                    "(?:Readiness|Liveness|Startup) probe failed|\\bUnhealthy\\b",
                    "Check the path and port of the probe, and give the program the time that it needs to start."),
            of(
                    "A name does not resolve",
                    "no such host|server misbehaving|Temporary failure in name resolution|lookup .*: i/o timeout",
                    "Check the host's name, the cluster's DNS (`kubectl -n kube-system get pods -l k8s-app=kube-dns`) and"
                            + " network policies that keep pods from it."),
            of(
                    "A namespace is missing",
                    "namespaces? \"[^\"]+\" not found",
                    "Deliver the Namespace too, or depend on the Kustomization that does."),
            of(
                    "The engine may not do that",
                    "is forbidden: User|cannot (?:create|patch|get|list|delete) resource|attempting to grant RBAC permissions",
                    "Give the service account of the Kustomization or Application that right, or remove the object from it."),
            of(
                    "A variable is not set",
                    "variable not set|envsubst|substituteFrom|var substitution failed|variable substitution failed",
                    "Add the variable to `spec.postBuild.substitute` or to what `substituteFrom` names."),
            of(
                    "The manifests cannot be built",
                    "BuildFailed|kustomization path not found|no such file or directory|kustomize build failed"
                            + "|accumulating resources|Manifest generation error",
                    "Run `ksail-bot check` on the commit: it names the file and the line."),
            of(
                    "A manifest is not valid",
                    "dry-run failed.*(?:Invalid|BadRequest|unknown field|strict decoding)|ValidationFailed"
                            + "|is invalid: |error validating data",
                    "Correct the field that the message names; `ksail-bot check` shows where it was written."),
            of(
                    "Dependencies form a circle",
                    "(?i)circular dependency|dependency cycle",
                    "Remove one `dependsOn` of the circle."));

    private final Function<ResourceId, Optional<Origin>> origins;

    KnownCauses(Function<ResourceId, Optional<Origin>> origins) {
        this.origins = origins;
    }

    /** What is recognised, in the order of the symptoms; each cause once for each object. */
    List<Cause> of(List<Symptom> symptoms) {
        Map<String, Cause> causes = new LinkedHashMap<>();
        for (Symptom symptom : symptoms) {
            String text = Wording.cut(symptom.text(), SEARCHED);
            for (Rule rule : RULES) {
                boolean fits =
                        !rule.sources() || SOURCES.contains(symptom.subject().kind());
                if (fits && rule.text().matcher(text).find()) {
                    Cause cause = cause(rule.title(), rule.advice(), symptom);
                    causes.putIfAbsent(cause.title() + " " + cause.subject(), cause);
                    break;
                }
            }
        }
        List<Cause> found = new ArrayList<>(causes.values());
        return found.size() <= MOST ? found : found.subList(0, MOST);
    }

    /** A cause at the object that the message is about, and at the line that wrote it. */
    Cause cause(String title, String advice, Symptom symptom) {
        ResourceId subject = named(symptom);
        Optional<Origin> origin = origins.apply(subject);
        if (origin.isEmpty() && !subject.equals(symptom.subject())) {
            origin = origins.apply(symptom.subject());
        }
        String message = Wording.cut(symptom.message().strip().replaceAll("\\s+", " "), MESSAGE_LENGTH);
        return new Cause(
                title,
                subject,
                message.isEmpty() ? symptom.reason() : message,
                advice.replace("NAMESPACE", subject.namespace().isEmpty() ? "NAMESPACE" : subject.namespace())
                        .replace("NAME ", subject.name() + " ")
                        .replace("POD ", symptom.subject().name() + " "),
                origin.orElse(null));
    }

    /** Controllers speak of the object that they could not apply or that does not get healthy. */
    private static ResourceId named(Symptom symptom) {
        Matcher namespaced = NAMESPACED.matcher(symptom.message());
        if (namespaced.find()) {
            return new ResourceId("", "", namespaced.group(1), namespaced.group(2), namespaced.group(3));
        }
        Matcher scoped = CLUSTER_SCOPED.matcher(symptom.message());
        return scoped.find() ? new ResourceId("", "", scoped.group(1), "", scoped.group(2)) : symptom.subject();
    }

    private static Rule of(String title, String text, String advice) {
        return new Rule(title, false, Pattern.compile(text), advice);
    }

    private static Rule ofSource(String title, String text, String advice) {
        return new Rule(title, true, Pattern.compile(text, Pattern.CASE_INSENSITIVE), advice);
    }
}

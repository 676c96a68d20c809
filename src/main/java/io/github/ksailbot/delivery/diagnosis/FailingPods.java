package io.github.ksailbot.delivery.diagnosis;

import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ResourceType;
import io.github.ksailbot.delivery.diagnosis.Diagnosis.PodRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at pods that do not run, and at the last lines that they wrote. */
final class FailingPods {
    private static final int PODS = 10;
    private static final int LOGS = 5;
    private static final int LOG_LINES = 15;
    private static final Pattern CONTROL = Pattern.compile("\\x1b\\[[0-9;]*[A-Za-z]|\\p{Cntrl}");

    private final Looking looking;
    private final Findings findings;
    private int shown;

    FailingPods(Looking looking, Findings findings) {
        this.looking = looking;
        this.findings = findings;
    }

    void lookAt(String namespace) {
        looking.at("pods in " + namespace, api -> {
            for (KubernetesObject pod : api.list(ResourceType.POD, namespace).items()) {
                Optional<PodProblem> problem = PodProblem.of(pod);
                if (problem.isPresent()) {
                    add(problem.get());
                }
            }
        });
    }

    private void add(PodProblem problem) {
        KubernetesObject pod = problem.pod();
        // the message of a crash loop says only how long it waits; the reason tells more
        findings.ofPod(new Symptom(
                problem.workload(),
                problem.reason(),
                "Pod " + pod.namespace() + "/" + pod.name()
                        + (problem.image().isEmpty() ? "" : " with image " + problem.image()) + ": "
                        + looking.clean(problem.message())));
        if (shown < PODS) {
            List<String> log = shown < LOGS && !problem.container().isEmpty() ? log(problem) : List.of();
            shown++;
            findings.pod(new PodRow(pod.namespace(), pod.name(), looking.line(problem.text()), log));
        }
    }

    private List<String> log(PodProblem problem) {
        List<String> lines = new ArrayList<>();
        KubernetesObject pod = problem.pod();
        looking.at("the log of pod " + pod.ref(), api -> {
            String text = api.podLog(pod.namespace(), pod.name(), problem.container(), problem.previous(), LOG_LINES);
            // before it is cut into lines: a private key is a secret as a whole
            for (String line : looking.clean(text).split("\\R", -1)) {
                String shownLine = CONTROL.matcher(line).replaceAll(" ").stripTrailing();
                if (!shownLine.isEmpty()) {
                    lines.add(looking.line(shownLine));
                }
            }
        });
        return lines.size() <= LOG_LINES ? lines : lines.subList(lines.size() - LOG_LINES, lines.size());
    }
}

package io.github.ksailbot.delivery.argocd;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.delivery.cluster.KubernetesObject;

/**
 * How far a progressive delivery is.
 *
 * @param phase Progressing, Paused, Healthy or Degraded
 * @param needsPromotion whether it is paused until a person lets it go on
 */
record RolloutView(String name, String phase, String message, long step, long steps, boolean needsPromotion) {

    static RolloutView of(KubernetesObject object) {
        JsonNode steps = object.at("spec", "strategy", "canary", "steps");
        long step = object.number("status", "currentStepIndex");
        String phase = object.text("status", "phase");
        return new RolloutView(
                object.ref().toString(),
                phase.isEmpty() ? "Progressing" : phase,
                object.text("status", "message"),
                step,
                steps.size(),
                phase.equals("Paused") && waitsForPerson(object, steps, (int) step));
    }

    private static boolean waitsForPerson(KubernetesObject object, JsonNode steps, int step) {
        if (object.flag("spec", "paused")) {
            return true;
        }
        JsonNode pause = steps.path(step).path("pause");
        if (!pause.isMissingNode()) {
            return !pause.has("duration");
        }
        JsonNode blueGreen = object.at("spec", "strategy", "blueGreen");
        return blueGreen.isObject()
                && !blueGreen.path("autoPromotionEnabled").asBoolean(true)
                && !blueGreen.has("autoPromotionSeconds");
    }

    /** One line for people. */
    String text() {
        StringBuilder text = new StringBuilder("Rollout " + name + " is ");
        text.append(phase.equals("Paused") ? "paused" : phase.equals("Progressing") ? "in progress" : phase);
        if (steps > 0) {
            text.append(" at step ")
                    .append(Math.min(step + 1, steps))
                    .append(" of ")
                    .append(steps);
        }
        if (!message.isEmpty()) {
            text.append(": ").append(message);
        }
        return text.toString();
    }
}

package io.github.ksailbot.engine.scan.score;

import java.util.Collection;

/** Compliance scores, from 0 to 100. In single precision, since thresholds are compared with what Kubescape computes. */
public final class Compliance {
    private static final float FULL = 100;

    private Compliance() {}

    /**
     * Of a control: what share of its resources passed. Full when the control passed, even for want of resources; nothing
     * when there were none and it did not pass.
     *
     * @param status of the control as a whole
     */
    public static float ofControl(Status status, Counts counts) {
        if (status == Status.PASSED) {
            return FULL;
        }
        return counts.all() == 0 ? 0 : (float) counts.passed() / counts.all() * FULL;
    }

    /** Of a framework, or of a scan: the plain mean of its controls, skipped ones included; nothing without controls. */
    public static float mean(Collection<Float> controls) {
        float sum = 0;
        for (float control : controls) {
            sum += control;
        }
        return controls.isEmpty() ? 0 : sum / controls.size();
    }
}

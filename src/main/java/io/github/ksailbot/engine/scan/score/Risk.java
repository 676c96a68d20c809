package io.github.ksailbot.engine.scan.score;

import java.util.Collection;

/**
 * The older score, from 0 (nothing failed) to 100, which reports still carry: the weight of what failed against the weight
 * of all, each resource weighing more the more copies it has, each control by its base score.
 *
 * @param failed weight of what failed
 * @param all weight of all
 */
public record Risk(float failed, float all) {
    private static final float FULL = 100;
    private static final float COPIES = 1.1f;

    /**
     * What a resource weighs.
     *
     * @param copies that it is asked to have; 1 or less for what has none
     */
    public static float weight(long copies) {
        return copies > 1 ? copies * COPIES : 1;
    }

    /** Of a DaemonSet, by the number of nodes that it runs on; 1 where that is not known. */
    public static float weightOfDaemon(long nodes) {
        return nodes > 1 ? nodes : 1;
    }

    /** Weighed by the base score of its control. */
    public Risk times(double baseScore) {
        return new Risk((float) (failed * baseScore), (float) (all * baseScore));
    }

    /** Of one control: nothing when nothing was there. */
    public float ofControl() {
        return all == 0 ? 0 : failed * FULL / all;
    }

    /** Of several controls, weighed already: full when nothing was there, which is Kubescape's oddity. */
    public static float ofAll(Collection<Risk> controls) {
        float failed = 0;
        float all = 0;
        for (Risk control : controls) {
            failed += control.failed;
            all += control.all;
        }
        return all == 0 ? FULL : failed * FULL / all;
    }
}

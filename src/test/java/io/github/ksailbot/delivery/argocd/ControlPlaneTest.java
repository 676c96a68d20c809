package io.github.ksailbot.delivery.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlPlaneTest {

    private static KubernetesObject workload(
            String name, int replicas, long generation, long observed, int updated, int ready) {
        ObjectNode object = new ObjectMapper().createObjectNode();
        object.putObject("metadata").put("name", name).put("generation", generation);
        object.putObject("spec").put("replicas", replicas);
        object.putObject("status")
                .put("observedGeneration", observed)
                .put("updatedReplicas", updated)
                .put("readyReplicas", ready);
        return new KubernetesObject(object);
    }

    @ParameterizedTest
    @CsvSource({"1,2,2,1,1,true", "1,2,1,1,1,false", "1,2,2,0,1,false", "2,2,2,2,1,false", "0,1,1,0,0,true"})
    void workload_isReadyWhenItsNumbersAreOfItsLastChange(
            int replicas, long generation, long observed, int updated, int ready, boolean expected) {
        assertThat(ControlPlane.isReady(workload("x", replicas, generation, observed, updated, ready)))
                .isEqualTo(expected);
    }

    @Test
    void partsThatAreNotThere_andOtherWorkloads_areNotMissed() {
        assertThat(ControlPlane.missing(List.of())).isEmpty();
        assertThat(ControlPlane.missing(List.of(
                        workload("argocd-notifications-controller", 1, 1, 1, 0, 0),
                        workload("argocd-redis", 1, 1, 1, 1, 0))))
                .containsExactly("argocd-redis has 0 of 1 ready");
    }
}

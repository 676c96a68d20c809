package io.github.ksailbot.engine.kustomize.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResIdTest {
    private static final Gvk CONFIG_MAP = Gvk.of("v1", "ConfigMap");

    @Test
    void apiVersion_splitsAtTheFirstSlash() {
        assertThat(Gvk.of("apps/v1", "Deployment")).isEqualTo(new Gvk("apps", "v1", "Deployment"));
        assertThat(CONFIG_MAP.apiVersion()).isEqualTo("v1");
    }

    @Test
    void selector_emptyPartsSelectAnything() {
        assertThat(CONFIG_MAP.isSelectedBy(Gvk.ANY)).isTrue();
        assertThat(CONFIG_MAP.isSelectedBy(new Gvk("", "", "Secret"))).isFalse();
    }

    @Test
    void namespace_absentMeansDefault() {
        ResId absent = new ResId(CONFIG_MAP, "a", "");

        assertThat(absent.isSameAs(new ResId(CONFIG_MAP, "a", "default"))).isTrue();
        assertThat(absent.isSameAs(new ResId(CONFIG_MAP, "a", "other"))).isFalse();
    }

    @Test
    void namespace_ofClusterScopedKindsDoesNotCount() {
        Gvk role = Gvk.of("rbac.authorization.k8s.io/v1", "ClusterRole");

        assertThat(new ResId(role, "a", "x").isSameAs(new ResId(role, "a", "y")))
                .isTrue();
        assertThat(Gvk.of("example.org/v1", "ClusterRole").isClusterScoped()).isFalse();
    }

    @Test
    void text_isKustomizes() {
        assertThat(new ResId(CONFIG_MAP, "a", "")).hasToString("ConfigMap.v1.[noGrp]/a.[noNs]");
    }
}

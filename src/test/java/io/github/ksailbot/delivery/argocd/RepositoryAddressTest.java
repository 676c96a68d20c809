package io.github.ksailbot.delivery.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/shop,git@github.com:acme/shop.git,true",
        "https://github.com/acme/shop,ssh://git@github.com:22/Acme/Shop.git,true",
        "https://github.com/acme/shop.git/,HTTPS://user:token@GitHub.com/acme/shop,true",
        "https://github.com/acme/shop,https://github.com/acme/shop2,false",
        "https://github.com/acme/shop,https://gitlab.com/acme/shop,false",
        "https://github.com/acme/shop,oci://github.com/acme/shop,false",
        "oci://GHCR.io/acme/shop,OCI://ghcr.io/acme/shop/,true",
        "oci://ghcr.io/acme/Shop,oci://ghcr.io/acme/shop,false",
        "oci://localhost:5050/shop,oci://prod-local-registry:5000/shop,true",
        "oci://localhost:5050/shop,oci://prod-local-registry:5000/other,false",
        "oci://ghcr.io/shop,oci://prod-local-registry:5000/shop,false"
    })
    void spellings_ofOnePlaceAreTheSame(String one, String other, boolean same) {
        assertThat(RepositoryAddress.of(one).isSame(RepositoryAddress.of(other)))
                .isEqualTo(same);
        assertThat(RepositoryAddress.of(other).isSame(RepositoryAddress.of(one)))
                .isEqualTo(same);
    }
}

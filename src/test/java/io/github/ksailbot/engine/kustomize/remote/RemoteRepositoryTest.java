package io.github.ksailbot.engine.kustomize.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteRepositoryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                // GitHub, with and without a scheme, in any case
                "github.com/acme/shop                        | https://github.com/ | acme/shop     | ''         | ''",
                "GitHub.com/acme/shop/base                   | https://github.com/ | acme/shop     | base       | ''",
                "github.com:acme/shop/base?ref=v1            | https://github.com/ | acme/shop     | base       | v1",
                "http://github.com/acme/shop//base           | https://github.com/ | acme/shop     | base       | ''",
                "HTTPS://github.com/acme/shop.git/base       | https://github.com/ | acme/shop.git | base       | ''",
                "git@github.com:acme/shop.git//a/b?ref=x     | git@github.com:     | acme/shop.git | a/b        | x",
                "git@github.com/acme/shop/base               | git@github.com:     | acme/shop     | base       | ''",
                "ssh://git@github.com/acme/shop//base?ref=v1 | git@github.com:     | acme/shop     | base       | v1",
                "ssh://org-7@github.com/acme/shop            | org-7@github.com:   | acme/shop     | ''         | ''",
                "git::git@github.com:acme/shop               | git@github.com:     | acme/shop     | ''         | ''",
                "https://gist.github.com/0a1b2c.git          | https://gist.github.com/ | 0a1b2c.git | ''       | ''",
                "git@gist.github.com:0a1b2c.git              | git@gist.github.com:     | 0a1b2c.git | ''       | ''",
                "ssh://git@ssh.github.com:443/acme/shop.git  | ssh://git@ssh.github.com:443/ | acme/shop.git | '' | ''",
                // other hosts
                "https://git.example.org/acme/shop/a/b       | https://git.example.org/ | acme/shop  | a/b      | ''",
                "https://git.example.org/x/y/shop//a/b       | https://git.example.org/ | x/y/shop   | a/b      | ''",
                "https://git.example.org/x/y/shop.git/a      | https://git.example.org/ | x/y/shop.git | a      | ''",
                "https://git.example.org/acme/shop/?ref=a/b  | https://git.example.org/ | acme/shop  | ''       | a/b",
                "https://git.example.org/acme/shop?ref=v.git/x | https://git.example.org/ | acme/shop | ''      | v.git/x",
                "https://git.example.org/acme/shop/%-x       | https://git.example.org/ | acme/shop  | %-x      | ''",
                "https://me@git.example.org/acme/shop.git//a | https://me@git.example.org/ | acme/shop.git | a  | ''",
                "git::https://git.example.org/acme/shop      | https://git.example.org/ | acme/shop  | ''       | ''",
                "git::http://git.example.org/acme/shop       | http://git.example.org/  | acme/shop  | ''       | ''",
                "ssh://git.example.org:7999/acme/shop/a      | ssh://git.example.org:7999/ | acme/shop | a      | ''",
                "ssh://me@git.example.org/x/shop//a          | ssh://me@git.example.org/ | x/shop    | a        | ''",
                "git@git.example.org:x/y/shop.git?ref=v1     | git@git.example.org:     | x/y/shop.git | ''     | v1",
                "git@git.example.org/x:y/shop.git/a          | git@git.example.org/     | x:y/shop.git | a      | ''",
                "git@git.example.org:acme/shop               | git@git.example.org:     | acme/shop  | ''       | ''",
                // Azure and its like: the repository stands behind _git
                "https://dev.example.org/a/b/_git/shop                | https://dev.example.org/ | a/b/_git/shop | '' | ''",
                "https://dev.example.org/a/b/_git/shop/c?version=v1   | https://dev.example.org/ | a/b/_git/shop | c  | v1",
                "https://me@dev.example.org/a/_git/shop//c            | https://me@dev.example.org/ | a/_git/shop | c | ''",
                // this machine's disk
                "file:///srv/shop                            | file:// | /srv/shop        | ''   | ''",
                "file:///srv/shop//base?ref=v1               | file:// | /srv/shop        | base | v1",
                "file://srv/shop.git/base                    | file:// | srv/shop.git     | base | ''",
                "file://git@home/shop.git//base              | file:// | git@home/shop.git | base | ''",
                "file:///                                    | file:// | /                | ''   | ''",
            })
    void address_isTakenApartAsKustomizeDoes(String text, String host, String path, String directory, String ref) {
        assertThat(RemoteRepository.parse(text)).hasValueSatisfying(repository -> {
            assertThat(repository.host()).isEqualTo(host);
            assertThat(repository.path()).isEqualTo(path);
            assertThat(repository.directory()).isEqualTo(directory);
            assertThat(repository.ref()).isEqualTo(ref);
            assertThat(repository.cloneUrl()).isEqualTo(host + path);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/srv/shop",
                "../../shop",
                "base",
                "src/github.com/acme/shop/base",
                "htttp://github.com/acme/shop",
                "github.com!acme/shop.git//base",
                "gh:acme/shop",
                "ssh://git.example.org",
                "git::___",
                "https://host?ref=a/b/c",
                "https://github.com/service.yaml",
                "https://github.com/acme/shop.git//base/../../other",
                "file:////srv//shop",
                "git@scp://github.com/acme/shop.git//base",
                "git@ssh://github.com/acme/shop.git//base",
            })
    void whatIsNoAddressOfARepository_isNone(String text) {
        assertThat(RemoteRepository.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "''                                       | ''     | true  | PT27S",
                "ref=v1.0.0                               | v1.0.0 | true  | PT27S",
                "version=main                             | main   | true  | PT27S",
                "version=main&ref=v1                      | v1     | true  | PT27S",
                "ref=&version=main                        | main   | true  | PT27S",
                "ref=a%2Fb                                | a/b    | true  | PT27S",
                "ref=%zz&submodules=false                 | ''     | true  | PT27S",
                "ref=v1;submodules=false                  | ''     | true  | PT27S",
                "ref=v1&submodules=                       | v1     | true  | PT27S",
                "ref=v1&submodules=maybe                  | v1     | true  | PT27S",
                "ref=v1&submodules=true                   | v1     | true  | PT27S",
                "ref=v1&submodules=0                      | v1     | false | PT27S",
                "ref=v1&submodules=False                  | v1     | false | PT27S",
                "ref=v1&timeout=                          | v1     | true  | PT27S",
                "ref=v1&timeout=soon                      | v1     | true  | PT27S",
                "ref=v1&timeout=0                         | v1     | true  | PT27S",
                "ref=v1&timeout=-5                        | v1     | true  | PT27S",
                "ref=v1&timeout=0s                        | v1     | true  | PT27S",
                "ref=v1&timeout=90                        | v1     | true  | PT1M30S",
                "ref=v1&timeout=1m30s                     | v1     | true  | PT1M30S",
                "ref=v1&timeout=1.5h                      | v1     | true  | PT1H30M",
                "ref=v1&timeout=500ms                     | v1     | true  | PT0.5S",
                "ref=v1&timeout=5parsecs                  | v1     | true  | PT27S",
                "ref=v1&timeout=999999999h999999999h      | v1     | true  | PT27S",
                "submodules=false&timeout=1m1s&version=v2 | v2     | false | PT1M1S",
            })
    void parameters_thatCannotBeUnderstoodCountAsNotGiven(
            String query, String ref, boolean submodules, Duration timeout) {
        assertThat(RemoteRepository.parse("https://git.example.org/acme/shop?" + query))
                .hasValueSatisfying(repository -> {
                    assertThat(repository.ref()).isEqualTo(ref);
                    assertThat(repository.submodules()).isEqualTo(submodules);
                    assertThat(repository.timeout()).isEqualTo(timeout);
                });
    }

    @Test
    void names_holdNoPassword() {
        RemoteRepository repository = RemoteRepository.parse("https://me:secret@git.example.org/acme/shop//base?ref=v1")
                .orElseThrow();

        assertThat(repository.cloneUrl()).contains("secret");
        assertThat(repository.nameOf("base/a.yaml"))
                .isEqualTo("https://me@git.example.org/acme/shop//base/a.yaml?ref=v1");
        assertThat(repository.describe())
                .isEqualTo("the directory `base` of the Git repository `https://me@git.example.org/acme/shop` at `v1`");
        assertThat(RemoteFile.parse("https://me:secret@example.org/a.yaml?token=b"))
                .hasValueSatisfying(file -> assertThat(file.name()).isEqualTo("https://example.org/a.yaml"));
    }

    @Test
    void treeKey_tellsRefsApartAndDirectoriesNot() {
        assertThat(key("github.com/acme/shop//a?ref=v1")).isEqualTo(key("https://github.com/acme/shop/b?ref=v1"));
        assertThat(key("github.com/acme/shop?ref=v1")).isNotEqualTo(key("github.com/acme/shop?ref=v2"));
        assertThat(key("github.com/acme/shop")).isNotEqualTo(key("github.com/acme/shop?submodules=false"));
    }

    private static String key(String text) {
        return RemoteRepository.parse(text).orElseThrow().treeKey();
    }
}

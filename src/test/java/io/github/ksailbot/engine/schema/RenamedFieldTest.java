package io.github.ksailbot.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

/** Whatever field is given another name, one unknown field is found, on the line on which it stands. */
class RenamedFieldTest {
    private static final List<String> LINES = """
            apiVersion: batch/v1
            kind: CronJob
            metadata:
              name: report
              labels:
                app: report
            spec:
              schedule: "0 3 * * *"
              concurrencyPolicy: Forbid
              successfulJobsHistoryLimit: 1
              jobTemplate:
                metadata:
                  annotations:
                    example.org/owner: shop
                spec:
                  backoffLimit: 2
                  template:
                    spec:
                      restartPolicy: OnFailure
                      serviceAccountName: report
                      securityContext:
                        runAsNonRoot: true
                        seccompProfile:
                          type: RuntimeDefault
                      tolerations:
                        - key: spot
                          operator: Exists
                      volumes:
                        - name: cache
                          emptyDir:
                            sizeLimit: 1Gi
                      containers:
                        - name: report
                          image: example.org/report:1.2.3
                          imagePullPolicy: IfNotPresent
                          args: [--verbose]
                          env:
                            - name: PASSWORD
                              valueFrom:
                                secretKeyRef:
                                  name: db
                                  key: password
                          resources:
                            requests:
                              cpu: 100m
                              memory: 128Mi
                          volumeMounts:
                            - name: cache
                              mountPath: /cache
            """.lines().toList();

    private final SchemaValidator validator = new SchemaValidator();

    @Property(tries = 300)
    void validManifest_renamedField_isFoundOnItsLine(
            @ForAll("fields") Place field, @ForAll @AlphaChars @StringLength(min = 1, max = 12) String ending) {
        int line = Objects.requireNonNull(field.keyNode()).origin().line();
        List<String> lines = new ArrayList<>(LINES);
        lines.set(line - 1, lines.get(line - 1).replaceFirst(field.key() + ":", field.key() + "Z" + ending + ":"));

        Validation validation = validator.validate(Yaml.one(String.join("\n", lines)), Set.of());

        List<Finding> unknown = validation.findings().stream()
                .filter(finding -> finding.rule().value().equals("schema/unknown-field"))
                .toList();
        assertThat(unknown).hasSize(1);
        assertThat(Objects.requireNonNull(unknown.get(0).origin()).line()).isEqualTo(line);
        assertThat(unknown.get(0).field()).endsWith(field.key() + "Z" + ending);
    }

    @Property(tries = 100)
    void validManifest_renamedFieldByOneLetter_isTheOnlyFinding(@ForAll("fields") Place field) {
        int line = Objects.requireNonNull(field.keyNode()).origin().line();
        List<String> lines = new ArrayList<>(LINES);
        lines.set(line - 1, lines.get(line - 1).replaceFirst(field.key() + ":", field.key() + "z:"));

        Validation validation = validator.validate(Yaml.one(String.join("\n", lines)), Set.of());

        assertThat(validation.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).hasToString("schema/unknown-field");
            assertThat(finding.fix()).contains("`" + field.key() + "`");
        });
    }

    @Provide
    Arbitrary<Place> fields() {
        Manifest manifest = Yaml.one(String.join("\n", LINES));
        List<Place> fields = new ArrayList<>();
        collect(Place.root(manifest.root(), SchemaType.ofDefinition("V1CronJob")), fields);
        fields.removeIf(field -> field.path().equals("kind") || field.path().equals("apiVersion"));
        return Arbitraries.of(fields);
    }

    /** Fields that a type has, not the keys of maps, which can be anything. */
    private static void collect(Place place, List<Place> fields) {
        if (place.node() instanceof MappingNode) {
            for (Place field : place.fields()) {
                if (place.type().hasField(field.key())) {
                    fields.add(field);
                }
                collect(field, fields);
            }
        } else if (place.node() instanceof SequenceNode items) {
            for (int i = 0; i < items.size(); i++) {
                collect(Objects.requireNonNull(place.item(i)), fields);
            }
        }
    }
}

package io.github.ksailbot.engine.helm.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines are counted from 0, as in the code. */
class TemplateLinesTest {
    private static List<Integer> origins(String template, String document) {
        TemplateLines lines =
                new TemplateLines(template.getBytes(StandardCharsets.UTF_8), new TemplateLines.Comparisons(10_000));
        int[] origins = lines.of(document.lines().toList());
        return Arrays.stream(origins).boxed().toList();
    }

    @Test
    void line_isKnownByTheTextBesideItsActions() {
        assertThat(origins("""
            kind: A
            {{- if .Values.on }}
            name: {{ .Release.Name }}-x
            {{- end }}
            image: "{{ .a }}:{{ .b }}"
            """, """
            kind: A
            name: web-x
            image: "nginx:1.0"
            """)).containsExactly(0, 2, 4);
    }

    @Test
    void block_isOfTheLineThatPrintsIt() {
        assertThat(origins("""
            labels:
              {{- include "labels" . | nindent 2 }}
            spec:
              {{- if .x }}
              {{- toYaml .y | nindent 2 }}
              {{- end }}
              last: 1
            """, """
            labels:
              a: b
              c: d
            spec:
              e: f
              last: 1
            """)).containsExactly(0, 1, 1, 2, 4, 6);
    }

    @Test
    void loop_goesBack() {
        assertThat(origins("""
            ports:
            {{- range .ports }}
              - name: {{ .name }}
                port: {{ .port }}
            {{- end }}
            """, """
            ports:
              - name: a
                port: 1
              - name: b
                port: 2
            """)).containsExactly(0, 2, 3, 2, 3);
    }

    @Test
    void documentsOfOneTemplate_areToldApart() {
        String template = """
            kind: A
            name: one
            ---
            kind: B
            name: {{ .two }}
            """;
        assertThat(origins(template, "kind: B\nname: x\n")).containsExactly(3, 4);
        assertThat(origins(template, "kind: A\nname: one\n")).containsExactly(0, 1);
    }

    @Test
    void printedValue_isKnown() {
        byte[] template =
                "replicas: {{ .Values.web.replicas | default 1 }}\nkind: A\n".getBytes(StandardCharsets.UTF_8);
        TemplateLines lines = new TemplateLines(template, new TemplateLines.Comparisons(10_000));
        assertThat(lines.value(0)).contains("web.replicas");
        assertThat(lines.value(1)).isEmpty();
        assertThat(lines.value(99)).isEmpty();
    }

    @Test
    void comparisons_areLimited() {
        String many = "key: value\n".repeat(20_000);
        TemplateLines lines = new TemplateLines(
                "other: {{ .x }}\n".repeat(20_000).getBytes(StandardCharsets.UTF_8),
                new TemplateLines.Comparisons(1_000));
        assertThat(lines.of(many.lines().toList())).hasSize(20_000).containsOnly(0);
    }
}

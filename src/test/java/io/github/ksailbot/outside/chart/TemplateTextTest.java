package io.github.ksailbot.outside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTextTest {
    private static final String KNOWN = "(fromJson (include \"ksail-bot.api-versions\" (dict)))";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{{ lookup \"v1\" \"Secret\" .a .b }}|{{ omit (dict) \"v1\" \"Secret\" .a .b }}",
                "{{- $x := (lookup \"v1\" \"Secret\" .a .b).data -}}|{{- $x := (omit (dict) \"v1\" \"Secret\" .a"
                        + " .b).data -}}",
                "{{ .Values.lookup }} {{ $lookup }} {{ lookups }}|{{ .Values.lookup }} {{ $lookup }} {{ lookups }}",
                "{{ \"lookup\" }} {{ `lookup` }} {{ \"a\\\"lookup\" }}|{{ \"lookup\" }} {{ `lookup` }} {{"
                        + " \"a\\\"lookup\" }}",
                "{{/* lookup */}}{{- /* lookup */ -}} lookup|{{/* lookup */}}{{- /* lookup */ -}} lookup",
                "{{ `}}` }} lookup {{ lookup }}|{{ `}}` }} lookup {{ omit (dict) }}",
                "{{ lookup|{{ omit (dict)",
                "{{|{{",
                "{{ \"lookup|{{ \"lookup"
            })
    void lookup_isTakenOutOfActions(String template, String expected) {
        assertThat(TemplateText.rewrite(template, true)).isEqualTo(expected);
    }

    @Test
    void apiVersions_areThoseOfTheCopy() {
        assertThat(TemplateText.rewrite("{{ if .Capabilities.APIVersions.Has \"a/v1\" }}", true))
                .isEqualTo("{{ if hasKey " + KNOWN + " \"a/v1\" }}");
        assertThat(TemplateText.rewrite("{{ if $.Capabilities.APIVersions.Has \"a/v1\" }}", true))
                .isEqualTo("{{ if hasKey " + KNOWN + " \"a/v1\" }}");
        assertThat(TemplateText.rewrite("{{ has \"a/v1\" .Capabilities.APIVersions }}", true))
                .isEqualTo("{{ has \"a/v1\" (keys " + KNOWN + ") }}");
    }

    @Test
    void apiVersions_stayHelmsOwn_whereNobodyKnowsThem() {
        String template = "{{ if .Capabilities.APIVersions.Has \"a/v1\" }}";
        assertThat(TemplateText.rewrite(template, false)).isEqualTo(template);
        String values = "{{ .Values.Capabilities.APIVersions.Has }}";
        assertThat(TemplateText.rewrite(values, true)).isEqualTo(values);
    }

    @Test
    void lines_stayWhereTheyAre() {
        String template = "a\n{{ lookup\n  \"v1\"\n}}\nb\n";
        assertThat(TemplateText.rewrite(template, true).lines())
                .hasSameSizeAs(template.lines().toList());
    }
}

package io.github.ksailbot.outside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTextTest {
    private static String known(String versions) {
        return "(fromJson  (include  (typeOf  dict)  " + versions + "))";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{{ lookup \"v1\" \"Secret\" .a .b }}|{{ omit  (dict  ) \"v1\" \"Secret\" .a .b }}",
                "{{- $x := (lookup \"v1\" \"Secret\" .a .b).data -}}|{{- $x := (omit  (dict  ) \"v1\" \"Secret\" .a"
                        + " .b).data -}}",
                "{{ .Values.lookup }} {{ $lookup }} {{ lookups }}|{{ .Values.lookup }} {{ $lookup }} {{ lookups }}",
                "{{ \"lookup\" }} {{ `lookup` }} {{ \"a\\\"lookup\" }}|{{ \"lookup\" }} {{ `lookup` }} {{"
                        + " \"a\\\"lookup\" }}",
                "{{/* lookup */}}{{- /* lookup */ -}} lookup|{{/* lookup */}}{{- /* lookup */ -}} lookup",
                "{{ `}}` }} lookup {{ lookup }}|{{ `}}` }} lookup {{ omit  (dict  ) }}",
                "{{ lookup|{{ omit  (dict  )",
                "{{|{{",
                "{{ \"lookup|{{ \"lookup"
            })
    void lookup_isTakenOutOfActions(String template, String expected) {
        assertThat(TemplateText.rewrite(template, true)).isEqualTo(expected);
    }

    private static void assertRewritten(String action, String expected) {
        assertThat(TemplateText.rewrite("{{ " + action + " }}", true)).isEqualTo("{{ " + expected + " }}");
    }

    @Test
    void apiVersions_areThoseOfTheCopy() {
        assertRewritten(
                "if .Capabilities.APIVersions.Has \"a/v1\"",
                "if hasKey " + known(".Capabilities.APIVersions") + " \"a/v1\"");
        assertRewritten(
                "if $.Capabilities.APIVersions.Has $x", "if hasKey " + known("$.Capabilities.APIVersions") + " $x");
        assertRewritten("if .APIVersions.Has $x", "if hasKey " + known(".APIVersions") + " $x");
        assertRewritten("if $all.Has $x", "if hasKey " + known("$all") + " $x");
        assertRewritten("if .Has $x", "if hasKey " + known(".") + " $x");
        assertRewritten(
                "if (index . \"Capabilities\").APIVersions.Has $x",
                "if hasKey " + known("(index . \"Capabilities\").APIVersions") + " $x");
        assertRewritten(
                "has \"a/v1\" .Capabilities.APIVersions",
                "has \"a/v1\" (sortAlpha (keys " + known(".Capabilities.APIVersions") + "))");
    }

    @Test
    void quotedTemplates_areTemplates() {
        assertRewritten(
                "tpl \"{{ .Capabilities.APIVersions.Has .x }}\" .",
                "tpl \"{{ hasKey " + known(".Capabilities.APIVersions") + " .x }}\" .");
        assertRewritten("tpl `lookup {{lookup .x}}` .", "tpl `lookup {{omit  (dict  ) .x}}` .");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ if .Capabilities.APIVersions.Has \"a/v1\" }}{{ lookup \"v1\" \"Secret\" \"a\" \"b\" }}",
                "a: '{{ has \"x\" .Capabilities.APIVersions }}'",
                "{\"t\":\"{{ if .Capabilities.APIVersions.Has \\\"a\\\" }}\",\"lookup\":1}",
                "lookup: {{ .Values.lookup }}"
            })
    void changedText_readsAsItWasWritten(String text) {
        assertThat(TemplateText.restored(TemplateText.rewriteQuoted(text, true)))
                .isEqualTo(text);
        assertThat(TemplateText.restored(TemplateText.rewrite(text, true))).isEqualTo(text);
    }

    @Test
    void keysOfValues_areNoWordsOfATemplate() {
        String json = "{\"a\":\"{{ open\",\"lookup\":{\"b\":{\"x.Has\":1}}}";
        assertThat(TemplateText.rewriteQuoted(json, true)).isEqualTo(json);
    }

    @Test
    void apiVersions_stayHelmsOwn_whereNobodyKnowsThem() {
        String template = "{{ if .Capabilities.APIVersions.Has \"a/v1\" }}";
        assertThat(TemplateText.rewrite(template, false)).isEqualTo(template);
        String values = "{{ .Values.Capabilities.APIVersions.Has }}";
        assertThat(TemplateText.rewrite(values, true)).isEqualTo(values);
    }

    @Test
    void templateOfParentheses_isReadInTime() {
        String template = "{{ " + "(".repeat(100_000) + ").Has ".repeat(200_000) + "}}";
        assertThat(TemplateText.rewrite(template, true)).hasSizeGreaterThanOrEqualTo(template.length());
        String words = "{{ " + "a.".repeat(500_000) + "b `{{ " + ".Has".repeat(200_000) + " }}` }}";
        assertThat(TemplateText.rewrite(words, true)).hasSizeGreaterThanOrEqualTo(words.length());
    }

    @Test
    void lines_stayWhereTheyAre() {
        String template = "a\n{{ lookup\n  \"v1\"\n}}\nb\n";
        assertThat(TemplateText.rewrite(template, true).lines())
                .hasSameSizeAs(template.lines().toList());
    }
}

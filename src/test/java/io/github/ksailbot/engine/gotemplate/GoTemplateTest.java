package io.github.ksailbot.engine.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documentation of {@code text/template} says, and what its program does beyond that. */
final class GoTemplateTest {
    private static Map<String, Object> data() {
        Map<String, Object> data = new TreeMap<>();
        data.put("name", "web");
        data.put("count", 3L);
        data.put("ratio", 1000000.0);
        data.put("third", 0.1);
        data.put("on", true);
        data.put("nothing", null);
        data.put("list", Arrays.asList("a", "b", "c"));
        data.put("empty", List.of());
        data.put("map", new TreeMap<>(Map.of("y", 2L, "x", 1L)));
        data.put("deep", Map.of("a", Map.of("b", "found")));
        data.put("texts", new StringMap(Map.of("k", "v")));
        return data;
    }

    private static String render(String template, MissingKey missingKey) throws GoTemplateException {
        return GoTemplate.parse(template, Delimiters.BRACES, Map.of())
                .execute(data(), missingKey, TemplateLimits.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                // the six ways of the documentation to print one quoted word
                "{{\"\\\"output\\\"\"}}~\"output\"",
                "{{`\"output\"`}}~\"output\"",
                "{{printf \"%q\" \"output\"}}~\"output\"",
                "{{\"output\" | printf \"%q\"}}~\"output\"",
                "{{printf \"%q\" (print \"out\" \"put\")}}~\"output\"",
                "{{\"put\" | printf \"%s%s\" \"out\" | printf \"%q\"}}~\"output\"",
                "{{with \"output\"}}{{printf \"%q\" .}}{{end}}~\"output\"",
                "{{with $x := \"output\" | printf \"%q\"}}{{$x}}{{end}}~\"output\"",
                "{{with $x := \"output\"}}{{$x | printf \"%q\"}}{{end}}~\"output\"",
                "{{23 -}} < {{- 45}}~23<45",
                "{{- 3}}~3",
                "{{-3}}~-3",
                "a {{/* a comment */}} b~a  b",
                "a {{- /* a comment */ -}} b~ab",
                "{{.deep.a.b}}~found",
                "{{.deep.a.missing}}~<no value>",
                "{{.missing.more.still}}~<no value>",
                "{{html .missing \"&\" .nothing}}~&lt;no value&gt;&amp;&lt;no value&gt;",
                "{{urlquery .missing}}~%3Cno+value%3E",
                "{{.nothing}}~<no value>",
                "{{print .nothing}}~<nil>",
                "{{(.deep).a.b}}~found",
                "{{$.name}}{{$x := .deep}}{{$x.a.b}}~webfound",
                "{{.map}} {{.list}}~map[x:1 y:2] [a b c]",
                "{{.ratio}} {{.third}} {{.count}}~1e+06 0.1 3",
                "{{if .on}}yes{{else}}no{{end}}~yes",
                "{{if .empty}}1{{else if eq .count 3}}2{{else}}3{{end}}~2",
                "{{with .missing}}1{{else with .name}}{{.}}{{else}}3{{end}}~web",
                "{{range .list}}<{{.}}>{{end}}~<a><b><c>",
                "{{range $i, $e := .list}}{{$i}}={{$e}};{{end}}~0=a;1=b;2=c;",
                "{{range $k, $v := .map}}{{$k}}={{$v}};{{end}}~x=1;y=2;",
                "{{range .empty}}1{{else}}none{{end}}~none",
                "{{range 3}}{{.}}{{end}}~012",
                "{{range .list}}{{if eq . \"b\"}}{{continue}}{{end}}{{.}}{{end}}~ac",
                "{{range .list}}{{if eq . \"b\"}}{{break}}{{end}}{{.}}{{end}}~a",
                "{{$x := 1}}{{range .list}}{{$x = .}}{{end}}{{$x}}~c",
                "{{$x := 1}}{{if true}}{{$x := 2}}{{$x}}{{end}}{{$x}}~21",
                "{{define \"t\"}}[{{.}}]{{end}}{{template \"t\" .name}}~[web]",
                "{{block \"t\" .name}}({{.}}){{end}}~(web)",
                "{{and 1 0 2}} {{or 0 `x` 2}} {{not 0}} {{and .on .name}}~0 x true web",
                "{{or .on (index .list 99)}}~true",
                "{{eq 1 2 3 1}} {{ne `a` `b`}} {{lt 1 2}} {{le 2 2}} {{gt `b` `a`}} {{ge 1.5 2.5}}~true true true true"
                        + " true false",
                "{{eq .missing nil}} {{eq .name nil}}~true false",
                "{{len .list}} {{len .name}} {{len `ä`}}~3 3 2",
                "{{index .list 1}} {{index .deep \"a\" \"b\"}} {{index .texts \"none\"}}|{{index .map \"none\"}}~b"
                        + " found |<no value>",
                "{{slice .name 1}} {{slice .name 0 2}} {{slice .list 1 2}}~eb we [b]",
                "{{print 1 2 `a` 3 4}}~1 2a3 4",
                "{{println 1 `a`}}~^1 a\n^",
                "{{html \"<a href='x'>\"}} {{js \"it's\"}} {{urlquery \"a b&c\"}}~&lt;a href=&#39;x&#39;&gt; it\\'s"
                        + " a+b%26c",
                "{{printf \"%05d|%-5s|%5.2f|%x|%t|%v|%T\" 42 `ab` 3.14159 255 true .list .name}}~00042|ab   |"
                        + " 3.14|ff|true|[a b c]|string",
                "{{printf \"%s %d\" 3 `x`}} {{printf `%d`}} {{printf `x` 1}}~%!s(int=3) %!d(string=x) %!d(MISSING)"
                        + " x%!(EXTRA int=1)",
                "{{0x1F}} {{1e3}} {{'a'}} {{1_000}} {{0o17}}~31 1000 97 1000 15",
                "{{true}} {{false}}~true false",
            })
    void template_isRendered(String template, String expected) throws GoTemplateException {
        assertThat(render(template, MissingKey.NO_VALUE)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "{{~unclosed action",
                "{{.a}~bad character",
                "{{/* x~unclosed comment",
                "{{\"x}}~unterminated quoted string",
                "{{if .a}}~unexpected EOF",
                "{{end}}~unexpected {{end}}",
                "{{else}}~unexpected {{else}}",
                "{{(.a}}~unclosed left paren",
                "{{.a)}}~unexpected right paren",
                "{{nope .}}~function \"nope\" not defined",
                "{{$x}}~undefined variable \"$x\"",
                "{{if true}}{{$x := 1}}{{end}}{{$x}}~undefined variable \"$x\"",
                "{{break}}~outside {{range}}",
                "{{}}~missing value for command",
                "{{1 | 2}}~non executable command in pipeline stage 2",
                "{{nil}}~nil is not a command",
                "{{template \"none\"}}~template \"none\" not defined",
                "{{.name.x}}~can't evaluate field x in type string",
                "{{.nothing.x}}~nil pointer evaluating interface {}.x",
                "{{.name 1}}~is not a method but has arguments",
                "{{index .list 3}}~index out of range: 3",
                "{{len 3}}~len of type int",
                "{{lt 1 `a`}}~incompatible types for comparison",
                "{{eq 1 1.0}}~incompatible types for comparison",
                "{{range .name}}{{end}}~range can't iterate over web",
                "{{range $i, $e := 3}}{{end}}~can't use 3 to iterate over with more than one variable",
                "{{eq .list .list}}~non-comparable type",
                "{{printf 3}}~wrong type for value; expected string; got int",
                "{{\"a\".x}}~unexpected . after term",
                "{{.a,.b}}~unexpected",
                "{{08}}~bad number syntax",
            })
    void template_isRefused(String template, String message) {
        assertThatThrownBy(() -> render(template, MissingKey.NO_VALUE))
                .isInstanceOf(GoTemplateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void missingKey_isWhatTheOptionSays() throws GoTemplateException {
        assertThat(render("{{.missing}}|{{.texts.missing}}", MissingKey.NO_VALUE))
                .isEqualTo("<no value>|<no value>");
        assertThat(render("{{.missing}}|{{.texts.missing}}", MissingKey.ZERO)).isEqualTo("<no value>|");
        assertThatThrownBy(() -> render("{{.deep.a.none}}", MissingKey.ERROR))
                .hasMessage("at <.deep.a.none>: map has no entry for key \"none\"");
        assertThatThrownBy(() -> MissingKey.parse("missingkey=maybe")).hasMessageContaining("unrecognized option");
    }

    @Test
    void delimiters_maySayOtherSigns() throws GoTemplateException {
        GoTemplate template =
                GoTemplate.parse("<< .name >> {{ stays }} <<- \"!\" >>", new Delimiters("<<", ">>"), Map.of());
        assertThat(template.execute(data(), MissingKey.ERROR, TemplateLimits.DEFAULT))
                .isEqualTo("web {{ stays }}!");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "{{define \"t\"}}{{template \"t\"}}{{end}}{{template \"t\"}}",
                "{{range 1000000000}}x{{end}}",
                "{{range 400}}{{range 400}}{{range 400}}{{end}}{{end}}{{end}}",
                "{{range 1000}}{{range 1000}}{{end}}{{end}}",
                "{{range 9000}}{{printf \"%099999d\" 1}}{{end}}",
                "{{define \"t\"}}{{template \"t\"}}{{template \"t\"}}{{end}}{{template \"t\"}}",
                "{{$x := `xxxxxxxxxx`}}{{range 60}}{{$x = print $x $x}}{{end}}",
            })
    void hostileTemplate_meetsALimit(String template) {
        assertThatThrownBy(() -> render(template, MissingKey.NO_VALUE))
                .isInstanceOfSatisfying(GoTemplateException.class, e -> assertThat(e.reason())
                        .isEqualTo(GoTemplateException.Reason.LIMIT));
    }

    @Test
    void deepTemplate_meetsALimit() {
        for (String deep : List.of(
                "{{if true}}".repeat(5000) + "{{end}}".repeat(5000),
                "{{" + "(".repeat(5000) + "1" + ")".repeat(5000) + "}}",
                "{{if true}}" + "{{else if true}}".repeat(50_000) + "{{end}}")) {
            assertThatThrownBy(() -> render(deep, MissingKey.NO_VALUE)).isInstanceOf(GoTemplateException.class);
        }
    }
}

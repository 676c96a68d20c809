package io.github.ksailbot.engine.gotemplate.sprig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.engine.gotemplate.Delimiters;
import io.github.ksailbot.engine.gotemplate.GoTemplate;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.MissingKey;
import io.github.ksailbot.engine.gotemplate.TemplateLimits;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documentation of Sprig says of its functions. */
final class SprigTest {
    private static String render(String template) throws GoTemplateException {
        return GoTemplate.parse(template, Delimiters.BRACES, Sprig.ALL)
                .execute(Map.of("number", 3.0, "text", "x"), MissingKey.NO_VALUE, TemplateLimits.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                // texts
                "{{trim \"   hello    \"}}~hello",
                "{{slice (list) 1 2}}~<no value>",
                "{{kindOf (sub 3 1)}} {{eq (sub 3 1) 2}} {{lt (min 1 2) 2}} {{index (list 1 2) (mod 3 2)}}~int64 true"
                        + " true 2",
                "{{until (int (add 1 1)) | toJson}} {{add 1 1 | toJson}} {{printf \"%03d %T\" (mul 2 3) (div 4"
                        + " 2)}}~[0,1] 2 006 int64",
                "{{if sub 1 1}}y{{else}}n{{end}}{{range add 1 1}}{{.}}{{end}}{{int64 3 | float64 | kindOf}}~n01float64",
                "{{trimAll \"$\" \"$5.00\"}} {{trimSuffix \"-\" \"hello-\"}} {{trimPrefix \"-\" \"-hello\"}}~5.00"
                        + " hello hello",
                "{{upper \"hello\"}} {{lower \"HELLO\"}} {{title \"hello world\"}} {{untitle \"Hello World\"}}~HELLO"
                        + " hello Hello World hello world",
                "{{repeat 3 \"hello\"}}~hellohellohello",
                "{{substr 0 5 \"hello world\"}} {{substr 6 -1 \"hello world\"}} {{nospace \"hello w o r l d\"}}~hello"
                        + " world helloworld",
                "{{trunc 5 \"hello world\"}} {{trunc -5 \"hello world\"}}~hello world",
                "{{abbrev 5 \"hello world\"}} {{abbrevboth 5 10 \"1234 5678 9123\"}}~he... ...5678...",
                "{{initials \"First Try\"}} {{wrap 10 \"some longer text here\"}}~^FT some\nlonger\ntext here^",
                "{{contains \"cat\" \"catch\"}} {{hasPrefix \"cat\" \"catch\"}} {{hasSuffix \"ch\" \"catch\"}}~true"
                        + " true true",
                "{{quote \"a\\\"b\" 3}} {{squote \"x\"}} {{cat \"hello\" \"beautiful\" 3}}~\"a\\\"b\" \"3\" 'x' hello"
                        + " beautiful 3",
                "{{indent 2 \"a\\nb\"}}{{nindent 1 \"c\"}}~^  a\n  b\n c^",
                "{{\"I Am Henry VIII\" | replace \" \" \"-\"}}~I-Am-Henry-VIII",
                "{{plural \"one anchovy\" \"many anchovies\" 1}} {{plural \"one\" \"many\" 2}}~one anchovy many",
                "{{snakecase \"FirstName\"}} {{camelcase \"http_server\"}} {{kebabcase \"FirstName\"}}~first_name"
                        + " HttpServer first-name",
                "{{snakecase \"HTTPServer\"}} {{snakecase \"NoHTTPS\"}} {{snakecase \"GO PATH\"}} {{snakecase"
                        + " \"http2xx\"}} {{snakecase \"HTTP20xOK\"}} {{snakecase \"Duration2m3s\"}} {{snakecase"
                        + " \"Bld4Floor3rd\"}}~http_server no_https go_path http_2xx http_20x_ok duration_2m3s"
                        + " bld4_floor_3rd",
                "{{swapcase \"This Is A.Test\"}}~tHIS iS a.tEST",
                "{{regexMatch \"^[a-z]+$\" \"abc\"}} {{regexFindAll \"[2,4,6,8]\" \"123456789\" -1}} {{regexFind"
                        + " \"[a-zA-Z][1-9]\" \"abcd1234\"}}~true [2 4 6 8] d1",
                "{{regexReplaceAll \"a(x*)b\" \"-ab-axxb-\" \"${1}W\"}} {{regexReplaceAllLiteral \"a(x*)b\""
                        + " \"-ab-axxb-\" \"${1}\"}} {{regexSplit \"z+\" \"pizza\" -1}}~-W-xxW- -${1}-${1}- [pi a]",
                "{{regexReplaceAll \"a(x*)b\" \"-ab-axxb-\" \"$1W\"}}~---",
                // lists of texts
                "{{join \"_\" (list \"hello\" \"world\")}} {{join \"+\" (list 1 2 3)}} {{join \"-\""
                        + " .text}}~hello_world 1+2+3 x",
                "{{$a := splitList \"$\" \"foo$bar$baz\"}}{{index $a 1}} {{$b := split \"$\" \"foo$bar\"}}{{$b._0}}"
                        + " {{splitn \"$\" 2 \"foo$bar$baz\"}}~bar foo map[_0:foo _1:bar$baz]",
                "{{sortAlpha (list \"b\" \"a\" 1)}} {{toStrings (list 1 2)}}~[1 a b] [1 2]",
                // numbers
                "{{add 1 2 3}} {{add1 3}} {{sub 5 2}} {{div 7 2}} {{mod 7 2}} {{mul 1 2 3}} {{max 1 2 3}} {{min 1 2"
                        + " 3}}~6 4 3 3 1 6 3 1",
                "{{addf 1.5 2 2}} {{floor 123.9999}} {{ceil 123.001}} {{round 123.555555 3}} {{divf 10 4}} {{subf 7.5"
                        + " 2}}~5.5 123 124 123.556 2.5 5.5",
                "{{int \"12\"}} {{int .number}} {{float64 \"1.5\"}} {{atoi \"x\"}} {{toDecimal \"0777\"}} {{duration"
                        + " 95}}~12 3 1.5 0 511 1m35s",
                "{{until 5}} {{untilStep 3 6 2}} {{seq 5}} {{seq -3}} {{seq 0 2 10}} {{seq 2 -2}}~[0 1 2 3 4] [3 5] 1"
                        + " 2 3 4 5 1 0 -1 -2 -3 0 2 4 6 8 10 2 1 0 -1 -2",
                // defaults
                "{{default \"foo\" .missing}} {{default \"foo\" 0}} {{.text | default \"foo\"}} {{empty \"\"}}"
                        + " {{coalesce 0 1 2}} {{ternary \"a\" \"b\" true}}~foo foo x true 1 a",
                "{{all 0 1}} {{any 0 1}} {{kindOf .number}} {{kindIs \"map\" .}} {{typeOf 1}} {{deepEqual (list 1)"
                        + " (list 1)}}~false true float64 true int true",
                // JSON
                "{{toJson (dict \"b\" 1 \"a\" (list \"<\" 1.5 nil))}}~{\"a\":[\"\\u003c\",1.5,null],\"b\":1}",
                "{{toRawJson (list \"<\")}} {{(fromJson \"{\\\"a\\\": {\\\"b\\\": 1000000}}\").a.b}} {{fromJson"
                        + " \"nope\"}}~[\"<\"] 1e+06 <no value>",
                "{{toPrettyJson (dict \"a\" (list 1))}}~^{\n  \"a\": [\n    1\n  ]\n}^",
                "{{b64enc \"test\"}} {{b64dec \"dGVzdA==\"}} {{b32enc \"test\"}} {{b32dec \"ORSXG5A=\"}}~dGVzdA== test"
                        + " ORSXG5A= test",
                "{{sha1sum \"a\"}} {{adler32sum \"Hello world!\"}} {{trunc 8 (sha256sum"
                        + " \"a\")}}~86f7e437faa5a7fce15d1ddcb9eaeaea377667b8 487130206 ca978112",
                // lists
                "{{$l := list 1 2 3 4 5}}{{first $l}} {{rest $l}} {{last $l}} {{initial $l}} {{append $l 6}} {{prepend"
                        + " $l 0}}~1 [2 3 4 5] 5 [1 2 3 4] [1 2 3 4 5 6] [0 1 2 3 4 5]",
                "{{$l := list 1 2 3 4 5}}{{concat $l (list 6)}} {{reverse $l}} {{without $l 3}} {{has 4 $l}} {{slice"
                        + " $l 3}} {{slice $l 1 3}} {{chunk 3 $l}}~[1 2 3 4 5 6] [5 4 3 2 1] [1 2 4 5] true [4 5] [2 3]"
                        + " [[1 2 3] [4 5]]",
                "{{uniq (list 1 1 2)}} {{compact (list 1 \"a\" \"foo\" \"\")}}~[1 2] [1 a foo]",
                // maps
                "{{$d := dict \"name1\" \"value1\" \"name2\" 2}}{{get $d \"name1\"}}{{get $d \"none\"}} {{hasKey $d"
                        + " \"name2\"}} {{keys $d}} {{values $d}} {{pick $d \"name2\"}} {{omit $d \"name2\"}}~value1 true"
                        + " [name1 name2] [value1 2] map[name2:2] map[name1:value1]",
                "{{$d := dict}}{{$_ := set $d \"a\" 1}}{{$d.a}}{{$_ := unset $d \"a\"}}{{$d}} {{pluck \"a\" (dict"
                        + " \"a\" 1) (dict \"b\" 2) (dict \"a\" 3)}}~1map[] [1 3]",
                "{{merge (dict \"a\" (dict \"x\" 1)) (dict \"a\" (dict \"x\" 2 \"y\" 3) \"b\" 4)}} {{mergeOverwrite"
                        + " (dict \"a\" 1) (dict \"a\" 2)}}~map[a:map[x:1 y:3] b:4] map[a:2]",
                "{{dig \"user\" \"role\" \"name\" \"guest\" (dict \"user\" (dict \"role\" (dict \"name\""
                        + " \"curator\")))}} {{dig \"user\" \"x\" \"guest\" (dict)}}~curator guest",
                // paths, addresses, versions
                "{{base \"foo/bar/baz\"}} {{dir \"foo/bar/baz\"}} {{clean \"foo/bar/../baz\"}} {{ext \"foo.bar\"}}"
                        + " {{isAbs \"/a\"}}~baz foo/bar foo/baz .bar true",
                "{{(urlParse \"http://admin:secret@server.com:8080/api?list=false#anchor\").host}} {{urlJoin (dict"
                        + " \"fragment\" \"fragment\" \"host\" \"host:80\" \"path\" \"/path\" \"query\" \"query\""
                        + " \"scheme\" \"http\")}}~server.com:8080 http://host:80/path?query#fragment",
                "{{(semver \"1.2.3-alpha.1+123\").Minor}} {{semverCompare \"^1.2.0\" \"1.4.5\"}} {{semverCompare"
                        + " \"1.2\" \"1.3.0\"}} {{semverCompare \">=1.2.0 <2\" \"v1.9\"}} {{semverCompare \"1.x || >=3\""
                        + " \"2.0.0\"}} {{semverCompare \">=1.0.0\" \"1.1.0-rc1\"}} {{semverCompare \">=1.0.0-0\""
                        + " \"1.1.0-rc1\"}}~2 true false true false false true",
            })
    void function_doesWhatSprigDoes(String template, String expected) throws GoTemplateException {
        assertThat(render(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "{{fail \"because\"}}~WRONG~because",
                "{{until (add 1 2)}}~WRONG~wrong type for value; expected int; got int64",
                "{{hello .text}}~WRONG~wrong number of args for hello: want 0 got 1",
                "{{pluck}}~WRONG~wrong number of args for pluck: want at least 1 got 0",
                "{{upper 3}}~WRONG~wrong type for value; expected string; got int",
                "{{upper .missing}}~WRONG~invalid value; expected string",
                "{{first \"text\"}}~WRONG~Cannot first on type string",
                "{{div 1 0}}~WRONG~divide by zero",
                "{{mustFromJson \"nope\"}}~WRONG~no JSON",
                "{{upper}}~WRONG~wrong number of args for upper: want 1 got 0",
                "{{env \"HOME\"}}~WRONG~function \"env\" not defined",
                "{{getHostByName \"localhost\"}}~WRONG~not defined",
                "{{now}}~UNKNOWABLE~known in the cluster only",
                "{{randAlphaNum 5}}~UNKNOWABLE~known in the cluster only",
                "{{uuidv4}}~UNKNOWABLE~known in the cluster only",
                "{{repeat 1000000000 \"x\"}}~LIMIT~more than",
                "{{until 1000000000}}~LIMIT~more than",
                "{{indent 1000000 \"a\\nb\"}}~LIMIT~more than",
                "{{$x := repeat 10000 \"a\"}}{{replace \"\" $x $x}}~LIMIT~more than",
                "{{$d := dict}}{{$_ := set $d \"d\" $d}}{{$d}}~LIMIT~more than",
                "{{$d := dict}}{{$_ := set $d \"d\" $d}}{{toJson $d}}~LIMIT~more than",
                "{{regexMatch \"(((a{100}){100}){100})\" \"a\"}}~LIMIT~repeats too much",
                "{{regexMatch \"(\" \"a\"}}~WRONG~error parsing regexp",
                "{{semverCompare \"nope\" \"1.0.0\"}}~WRONG~improper constraint",
            })
    void function_refuses(String template, GoTemplateException.Reason reason, String message) {
        assertThatThrownBy(() -> render(template))
                .isInstanceOfSatisfying(
                        GoTemplateException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }
}

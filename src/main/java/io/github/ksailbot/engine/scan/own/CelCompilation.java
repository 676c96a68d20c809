package io.github.ksailbot.engine.scan.own;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;

/**
 * Compiles the conditions of own controls: CEL with its macros, optional values, {@code cel.bind}, extended functions of
 * strings, lists and numbers, and {@link CelFunctions}. Functions whose result can be far larger than what they get, such as
 * {@code replace}, {@code join} and {@code lists.range}, are not there: the resources that they would meet are hostile.
 */
final class CelCompilation {
    /** Steps of all loops of one evaluation. */
    private static final int MAX_ITERATIONS = 100_000;

    /** Code points of an expression. */
    static final int MAX_LENGTH = 8_000;

    private static final int MAX_NODES = 2_000;
    private static final int MAX_DEPTH = 60;

    private static final CelOptions OPTIONS = CelOptions.current()
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .maxExpressionCodePointSize(MAX_LENGTH)
            .maxParseExpressionNodeCount(MAX_NODES)
            .maxParseRecursionDepth(MAX_DEPTH)
            .build();

    /** Made once, and only where somebody has own controls: CEL takes longer to load than a scan. */
    private static final class Holder {
        private static final CelStringExtensions STRINGS = CelExtensions.strings(
                CelStringExtensions.Function.CHAR_AT,
                CelStringExtensions.Function.INDEX_OF,
                CelStringExtensions.Function.LAST_INDEX_OF,
                CelStringExtensions.Function.LOWER_ASCII,
                CelStringExtensions.Function.UPPER_ASCII,
                CelStringExtensions.Function.SPLIT,
                CelStringExtensions.Function.SUBSTRING,
                CelStringExtensions.Function.TRIM);
        private static final CelListsExtensions LISTS = CelExtensions.lists(
                CelListsExtensions.Function.SLICE,
                CelListsExtensions.Function.FLATTEN,
                CelListsExtensions.Function.SORT,
                CelListsExtensions.Function.REVERSE);

        static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(
                        STRINGS,
                        LISTS,
                        CelExtensions.math(),
                        CelExtensions.optional(),
                        CelExtensions.bindings(),
                        CelFunctions.LIBRARY)
                .addVar("object", SimpleType.DYN)
                .addVar("pod", SimpleType.DYN)
                .addVar("container", SimpleType.DYN)
                .addVar("item", SimpleType.DYN)
                .addVar("resources", SimpleType.DYN)
                .addVar("inputs", SimpleType.DYN)
                .setResultType(SimpleType.BOOL)
                .build();
        static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardFunctions(CelStandardFunctions.newBuilder()
                        .excludeFunctions(CelStandardFunctions.StandardFunction.MATCHES)
                        .build())
                .addLibraries(STRINGS, LISTS, CelExtensions.math(), CelExtensions.optional(), CelFunctions.LIBRARY)
                .build();
    }

    private CelCompilation() {}

    /** @throws CelValidationException if it is no expression that gives true or false; its issues show where */
    static CelRuntime.Program compile(String expression) throws CelValidationException, CelEvaluationException {
        return Holder.RUNTIME.createProgram(Holder.COMPILER.compile(expression).getAst());
    }
}

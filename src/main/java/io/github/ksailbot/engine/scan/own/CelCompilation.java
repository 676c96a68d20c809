package io.github.ksailbot.engine.scan.own;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/** Compiles the conditions of own controls. */
final class CelCompilation {
    /** Steps of all loops of one evaluation: a resource of the largest size that is read has fewer parts. */
    private static final int MAX_ITERATIONS = 100_000;

    private static final CelOptions OPTIONS =
            CelOptions.current().comprehensionMaxIterations(MAX_ITERATIONS).build();

    /** Made once, and only where somebody has own controls: CEL takes longer to load than a scan. */
    private static final class Holder {
        static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("object", SimpleType.DYN)
                .addVar("pod", SimpleType.DYN)
                .addVar("container", SimpleType.DYN)
                .addVar("resources", SimpleType.DYN)
                .addVar("inputs", SimpleType.DYN)
                .build();
        static final CelRuntime RUNTIME =
                CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();
    }

    private CelCompilation() {}

    /** @throws CelValidationException if it is no expression; its message shows where */
    static CelRuntime.Program compile(String expression) throws CelValidationException, CelEvaluationException {
        return Holder.RUNTIME.createProgram(Holder.COMPILER.compile(expression).getAst());
    }
}

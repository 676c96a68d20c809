package io.github.ksailbot.outside.chart.worker;

import com.marcnuri.helm.jni.HelmLib;
import com.marcnuri.helm.jni.NativeLibrary;
import com.marcnuri.helm.jni.Result;
import com.marcnuri.helm.jni.TemplateOptions;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Helm itself, as a native library. */
final class HelmTemplates {
    private static final int MAX_REASON = 20_000;

    private final HelmLib helm = library().load();

    /** The one on the class path: helm-java's own search would download one where there is none. */
    private static NativeLibrary library() {
        return ServiceLoader.load(NativeLibrary.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no native library of Helm for this machine"));
    }

    Answer render(Order order) {
        Result result = helm.Template(new TemplateOptions(
                order.name(),
                null,
                order.chart(),
                order.namespace(),
                order.kubeVersion().isEmpty() ? null : order.kubeVersion(),
                0,
                0,
                null,
                null,
                order.values(),
                null,
                null,
                null,
                0,
                0,
                null,
                0,
                null));
        try {
            return answer(order, text(result.out), text(result.err));
        } finally {
            helm.Free(result);
        }
    }

    private static Answer answer(Order order, String out, String error) {
        if (!error.isEmpty()) {
            return new Answer(
                    Answer.State.FAILED, error.length() <= MAX_REASON ? error : error.substring(0, MAX_REASON));
        }
        if (out.getBytes(StandardCharsets.UTF_8).length > order.output()) {
            return new Answer(Answer.State.TOO_LONG, "");
        }
        return new Answer(Answer.State.RENDERED, out);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}

package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One kind of generator. */
interface Generator {

    /** @param spec what stands below the generator's name, with the parameters of an outer generator filled in */
    List<Map<String, @Nullable Object>> params(MappingNode spec) throws GeneratorException, GoTemplateException;
}
